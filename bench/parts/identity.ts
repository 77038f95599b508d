import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createAuthenticator } from '#src/identity/authenticator.ts'
import { createProofMemory } from '#src/identity/proof-memory.ts'
import { createProofNonces } from '#src/identity/proof-nonces.ts'
import { createSenderCheck } from '#src/identity/sender.ts'
import { authenticate } from '#src/pipeline/stages/authenticate.ts'
import { makeProofKey } from '#test/support/dpop.ts'
import { claimsOfKind, profileOfKind, trustInKinds } from '#test/support/issuer-kinds.ts'
import { median } from '../measure/statistics.ts'

/** Median times of authentication, microseconds. */
export interface IdentityTimes {
  /** The stage, for a bearer token that was verified within the last minute. */
  readonly known: number
  /** The same for a token bound to a key: its proof is verified on every request. */
  readonly knownWithProof: number
  /** A token that was never seen. */
  readonly fresh: number
}

const ISSUER = 'http://127.0.0.1:1'
const URL_OF_CALL = 'https://gateway.bench/v1/chat/completions'
const ROUNDS = 15
const CALLS = 20_000
const SLOW_CALLS = 400

/** The authentication of one request without its HTTP: ES256 tokens of 0.6 KB, strict profile. */
export async function measureIdentity(): Promise<IdentityTimes> {
  const clock = { now: () => Date.now() }
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' }] }
  const trust = trustInKinds(profileOfKind('rfc9068', ISSUER))
  const authenticator = createAuthenticator({
    policy: () => trust,
    clock,
    fetch: async () => Response.json(keySet),
  })
  const started = clock.now()
  const memory = { ...createProofMemory(clock), sinceMs: started - 3_600_000 }
  const sender = createSenderCheck({ clock, memory, nonces: createProofNonces(clock) })
  const parts = { authenticator, sender, publicUrl: 'https://gateway.bench' }
  const run = (headers: Record<string, string>): unknown => {
    const arrival = { method: 'POST', path: '/v1/chat/completions', headers, repeatedCredential: false }
    const exchange = { arrival: { ...arrival, remoteAddress: '', clientCertificate: null } }
    const refused = authenticate.run(exchange as never, parts as never)
    return refused
  }
  const bearer = { authorization: `Bearer ${await tokenOf(privateKey)}` }
  await run(bearer)
  const key = await makeProofKey()
  const bound = await tokenOf(privateKey, { cnf: { jkt: key.jkt } })
  const proofs = (count: number) =>
    Promise.all(Array.from({ length: count }, () => key.proof({ token: bound, url: URL_OF_CALL, nowMs: Date.now() })))
  const known = await medianMicros(CALLS, () => Promise.resolve(Array<typeof bearer>(CALLS).fill(bearer)), run)
  const knownWithProof = await medianMicros(
    SLOW_CALLS,
    async () => (await proofs(SLOW_CALLS)).map((dpop) => ({ authorization: `DPoP ${bound}`, dpop })),
    run,
  )
  const fresh = await medianMicros(
    SLOW_CALLS,
    () =>
      Promise.all(
        Array.from({ length: SLOW_CALLS }, async () => ({ authorization: `Bearer ${await tokenOf(privateKey)}` })),
      ),
    run,
  )
  return { known, knownWithProof, fresh }
}

function tokenOf(key: CryptoKey, changes: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT(claimsOfKind('rfc9068', ISSUER, Date.now(), { jti: crypto.randomUUID(), ...changes }))
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'bench' })
    .sign(key)
}

/** A refusal would be quick, and no measurement. */
async function medianMicros<T>(
  calls: number,
  prepare: () => Promise<readonly T[]>,
  run: (input: T) => unknown,
): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const inputs = await prepare()
    const start = performance.now()
    for (const input of inputs) {
      const result = run(input)
      if ((result instanceof Promise ? await result : result) !== null) throw new Error('refused')
    }
    // The first round warms up.
    if (round > 0) times.push(((performance.now() - start) * 1_000) / calls)
  }
  return median(times)
}
