import { exportJWK } from 'jose'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Binding } from '#src/identity/binding.ts'
import { createProofMemory } from '#src/identity/proof-memory.ts'
import { createProofNonces } from '#src/identity/proof-nonces.ts'
import { createSenderCheck, type Presented, type SenderCheck } from '#src/identity/sender.ts'
import { makeProofKey, type ProofKey } from '#test/support/dpop.ts'
import { NOW } from '#test/support/trust.ts'

const TOKEN = 'header.payload.signature'
const URL_OF_CALL = 'https://gateway.test/v1/chat/completions'
const SECOND = 1_000

let key: ProofKey
let other: ProofKey
beforeAll(async () => {
  key = await makeProofKey()
  other = await makeProofKey()
})

let now: number
let sender: SenderCheck
const clock = { now: () => now }
beforeEach(() => {
  now = NOW - 3_600 * SECOND
  sender = createSenderCheck({ clock, memory: createProofMemory(clock), nonces: createProofNonces(clock) })
  // Long after the start, so that no nonce is asked for.
  now = NOW
})

const bound = (changes: Partial<Binding> = {}): Binding => ({ jkt: key.jkt, x5t: null, nonce: false, ...changes })
const sent = (proof: string | null, changes: Partial<Presented> = {}): Presented => ({
  token: TOKEN,
  scheme: 'dpop',
  proof,
  method: 'POST',
  url: URL_OF_CALL,
  certificate: null,
  ...changes,
})
const proofOf = (changes: Partial<Parameters<ProofKey['proof']>[0]> = {}, by = key) =>
  by.proof({ token: TOKEN, url: URL_OF_CALL, nowMs: now, ...changes })

describe('a token that is bound to a key (RFC 9449)', () => {
  test('gets through with a proof of that key for this call', async () => {
    expect(await sender.check(bound(), sent(await proofOf()))).toBeNull()
  })

  test.each(['RS256', 'PS256', 'ES384', 'EdDSA'])('also with a key for %s', async (alg) => {
    const one = await makeProofKey(alg)
    expect(await sender.check(bound({ jkt: one.jkt }), sent(await proofOf({}, one)))).toBeNull()
  })

  const refused: readonly (readonly [name: string, fault: string, call: () => Promise<Presented>])[] = [
    ['as a bearer token', 'proof_missing', async () => sent(await proofOf(), { scheme: 'bearer' })],
    ['without proof', 'proof_missing', async () => sent(null)],
    ['with nonsense for a proof', 'proof_invalid', async () => sent('nonsense')],
    ['with two proofs', 'proof_invalid', async () => sent(`${await proofOf()}, ${await proofOf()}`)],
    ['with a proof of 5 kB', 'proof_invalid', async () => sent(await proofOf({ claims: { pad: 'x'.repeat(5_000) } }))],
    ['with another key’s proof', 'proof_key', async () => sent(await proofOf({}, other))],
    [
      'with a proof that names the key and is signed by another',
      'proof_invalid',
      async () => sent(await proofOf({ header: { jwk: key.publicJwk } }, other)),
    ],
    [
      'with an access token for a proof',
      'proof_invalid',
      async () => sent(await proofOf({ header: { typ: 'at+jwt' } })),
    ],
    [
      'with an extension',
      'proof_invalid',
      async () => sent(await proofOf({ header: { x5u: 'https://evil.example' } })),
    ],
    [
      'with a private key in the proof',
      'proof_invalid',
      async () => sent(await proofOf({ header: { jwk: await exportJWK(key.privateKey) } })),
    ],
    ['with a proof for another method', 'proof_target', async () => sent(await proofOf({ method: 'GET' }))],
    ['with a method in small letters', 'proof_target', async () => sent(await proofOf({ method: 'post' }))],
    ['with a proof for another path', 'proof_target', async () => sent(await proofOf({ url: `${URL_OF_CALL}/x` }))],
    [
      'with a proof for another host',
      'proof_target',
      async () => sent(await proofOf({ url: 'https://evil.example/v1/chat/completions' })),
    ],
    ['with a proof for no URL', 'proof_target', async () => sent(await proofOf({ url: '/v1/chat/completions' }))],
    ['with an old proof', 'proof_time', async () => sent(await proofOf({ nowMs: now - 62 * SECOND }))],
    ['with a proof from the future', 'proof_time', async () => sent(await proofOf({ nowMs: now + 32 * SECOND }))],
    ['with a proof without time', 'proof_invalid', async () => sent(await proofOf({ claims: { iat: undefined } }))],
    ['with a proof without id', 'proof_invalid', async () => sent(await proofOf({ claims: { jti: undefined } }))],
    ['with a proof for another token', 'proof_token', async () => sent(await proofOf({ token: 'another' }))],
    ['with a proof for no token', 'proof_invalid', async () => sent(await proofOf({ claims: { ath: undefined } }))],
    ['with a nonce that isn’t ours', 'proof_nonce', async () => sent(await proofOf({ claims: { nonce: 'x' } }))],
  ]
  test.each(refused)('is refused %s: %s', async (_name, fault, call) => {
    expect(await sender.check(bound(), await call())).toBe(fault)
  })

  test('is refused with a proof that was used before, however often', async () => {
    const proof = await proofOf()
    const answers = await Promise.all(Array.from({ length: 20 }, () => sender.check(bound(), sent(proof))))
    expect(answers.filter((fault) => fault === null)).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set([null, 'proof_replayed']))
    now += 60 * SECOND
    expect(await sender.check(bound(), sent(proof))).toBe('proof_replayed')
    now += 2 * SECOND
    expect(await sender.check(bound(), sent(proof))).toBe('proof_time')
  })

  test('query and fragment don’t count, and neither does the spelling of the host', async () => {
    const url = 'HTTPS://Gateway.TEST:443/v1/chat/completions?a=b#c'
    expect(await sender.check(bound(), sent(await proofOf({ url })))).toBeNull()
  })
})

describe('nonces', () => {
  test('one is demanded where the issuer’s profile says so, and ours is taken until its time is over', async () => {
    const binding = bound({ nonce: true })
    expect(await sender.check(binding, sent(await proofOf()))).toBe('proof_nonce')
    const nonce = sender.freshNonce()
    expect(await sender.check(binding, sent(await proofOf({ claims: { nonce } })))).toBeNull()
    now += 300 * SECOND
    expect(await sender.check(binding, sent(await proofOf({ claims: { nonce } })))).toBe('proof_nonce')
  })

  test('after a start one is demanded of everybody: a proof used before it would pass for new', async () => {
    const proof = await proofOf()
    expect(await sender.check(bound(), sent(proof))).toBeNull()
    const restarted = createSenderCheck({ clock, memory: createProofMemory(clock), nonces: createProofNonces(clock) })
    expect(await restarted.check(bound(), sent(proof))).toBe('proof_nonce')
    const nonce = restarted.freshNonce()
    expect(await restarted.check(bound(), sent(await proofOf({ claims: { nonce } })))).toBeNull()
    now += 120 * SECOND
    expect(await restarted.check(bound(), sent(await proofOf()))).toBeNull()
  })

  test('instances that share a memory refuse what the other has seen', async () => {
    now -= 3_600 * SECOND
    const memory = createProofMemory(clock)
    const nonces = createProofNonces(clock)
    now += 3_600 * SECOND
    const [a, b] = [createSenderCheck({ clock, memory, nonces }), createSenderCheck({ clock, memory, nonces })]
    const proof = await proofOf()
    expect([await a.check(bound(), sent(proof)), await b.check(bound(), sent(proof))]).toEqual([null, 'proof_replayed'])
  })
})

test('a memory of proofs that is full refuses rather than forgets, and empties with time', () => {
  const memory = createProofMemory(clock, 2)
  expect(['a', 'b', 'c', 'a'].map((id) => memory.claim(id, now + SECOND))).toEqual(['first', 'first', 'full', 'used'])
  now += 10 * SECOND
  expect(memory.claim('c', now + SECOND)).toBe('first')
})

test('a token that isn’t bound can’t be sent as one that is', async () => {
  expect(await sender.check(null, sent(await proofOf()))).toBe('scheme')
  expect(await sender.check(null, sent(null, { scheme: 'bearer' }))).toBeNull()
})

describe('a token that is bound to a certificate (RFC 8705)', () => {
  const binding = { jkt: null, x5t: 'A'.repeat(43), nonce: false }
  test.each([
    [null, 'certificate_missing'],
    ['B'.repeat(43), 'certificate_mismatch'],
    ['A'.repeat(43), null],
  ] as const)('with certificate %s: %s', async (certificate, fault) => {
    expect(await sender.check(binding, sent(null, { scheme: 'bearer', certificate }))).toBe(fault)
  })

  test('bound to both, it needs both', async () => {
    const both = { ...binding, jkt: key.jkt }
    expect(await sender.check(both, sent(await proofOf()))).toBe('certificate_missing')
    expect(await sender.check(both, sent(await proofOf(), { certificate: binding.x5t }))).toBeNull()
    expect(await sender.check(both, sent(null, { scheme: 'bearer', certificate: binding.x5t }))).toBe('proof_missing')
  })
})
