import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Authenticator, createAuthenticator } from '#src/identity/authenticator.ts'
import { keepKeysFresh } from '#src/identity/keep-keys-fresh.ts'
import { REFRESH_MS } from '#src/identity/key-source.ts'
import { type FakeIssuer, makeKey, startFakeIssuer } from '#test/support/fake-issuer.ts'
import { employeeClaims, NOW, trustedIssuer, trustIn } from '#test/support/trust.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

let fake: FakeIssuer
let folder: string
let now: number
beforeEach(async () => {
  fake = await startFakeIssuer()
  folder = mkdtempSync(join(tmpdir(), 'keys-'))
  now = NOW
})
afterEach(async () => {
  await fake.close()
  rmSync(folder, { recursive: true })
})

function authenticatorFor(...issuers: FakeIssuer[]): Authenticator {
  const trust = trustIn(...issuers.map((one) => trustedIssuer(one.issuer)))
  return createAuthenticator({ policy: () => trust, clock: { now: () => now }, cacheFolder: folder })
}

let serial = 0
/** A token that no cache has seen. */
const fresh = (issuer = fake, header: Record<string, unknown> = {}, key = issuer.key) =>
  issuer.sign(
    employeeClaims(issuer.issuer, { jti: `t-${serial++}`, iat: now / 1000, exp: now / 1000 + 600 }),
    header,
    key,
  )

async function outcome(authenticator: Authenticator, token: Promise<string>): Promise<string> {
  const result = await authenticator.authenticate(await token)
  return result.kind === 'ok' ? 'ok' : result.fault
}

test('keys are fetched once for many tokens', async () => {
  const authenticator = authenticatorFor(fake)
  const results = await Promise.all(Array.from({ length: 20 }, () => outcome(authenticator, fresh())))
  expect(new Set(results)).toEqual(new Set(['ok']))
  expect(fake.fetches).toBe(1)
})

test('a key published a moment ago works as soon as the cooldown is over', async () => {
  const authenticator = authenticatorFor(fake)
  expect(await outcome(authenticator, fresh())).toBe('ok')
  const next = await makeKey()
  fake.keys = [fake.key.publicJwk, next.publicJwk]
  const token = await fresh(fake, { kid: next.kid }, next)
  expect(await outcome(authenticator, Promise.resolve(token))).toBe('key_unknown')
  now += 5 * SECOND
  expect(await outcome(authenticator, Promise.resolve(token))).toBe('ok')
})

test('ten thousand random key ids cause no more than one fetch in a cooldown', async () => {
  const authenticator = authenticatorFor(fake)
  await outcome(authenticator, fresh())
  now += 5 * SECOND
  const [, claims, signature] = (await fresh()).split('.')
  const forged = (kid: string): string =>
    `${Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid })).toString('base64url')}.${claims}.${signature}`
  const ask = async (from: number): Promise<string[]> =>
    Promise.all(
      Array.from({ length: 5_000 }, (_, n) => outcome(authenticator, Promise.resolve(forged(`random-${from + n}`)))),
    )
  expect(new Set(await ask(0))).toEqual(new Set(['key_unknown']))
  expect(fake.fetches).toBe(2)
  now += 4_999
  expect(new Set(await ask(5_000))).toEqual(new Set(['key_unknown']))
  expect(fake.fetches).toBe(2)
  expect(await outcome(authenticator, fresh())).toBe('ok')
})

test('a key published one second ago works within five, an outage before it or not', async () => {
  const authenticator = authenticatorFor(fake)
  await authenticator.refreshKeys()
  fake.answer = 'error'
  now += REFRESH_MS
  await authenticator.refreshKeys()
  expect(await outcome(authenticator, fresh())).toBe('ok')
  now += SECOND
  const next = await makeKey()
  fake.answer = 'keys'
  fake.keys = [next.publicJwk]
  now += 4 * SECOND
  expect(await outcome(authenticator, fresh(fake, { kid: next.kid }, next))).toBe('ok')
})

test('keys are kept fresh without anybody asking: a withdrawn one is gone after five quiet minutes', async () => {
  const authenticator = authenticatorFor(fake)
  await authenticator.refreshKeys()
  expect(fake.fetches).toBe(1)
  now += REFRESH_MS - 1
  await authenticator.refreshKeys()
  expect(fake.fetches).toBe(1)
  fake.keys = [(await makeKey()).publicJwk]
  now += 1
  await authenticator.refreshKeys()
  expect(fake.fetches).toBe(2)
  expect(await outcome(authenticator, fresh())).toBe('key_unknown')
  expect(fake.fetches).toBe(2)
})

test('only the wanted issuers are asked', async () => {
  const other = await startFakeIssuer()
  await authenticatorFor(fake, other).refreshKeys(({ issuer }) => issuer === other.issuer)
  expect([fake.fetches, other.fetches]).toEqual([0, 1])
  await other.close()
})

test('they are looked after from the start, at least once in five minutes, until the end', () => {
  vi.useFakeTimers()
  try {
    let asked = 0
    const keys = keepKeysFresh({ refreshKeys: () => Promise.resolve(void asked++) })
    expect(asked).toBe(1)
    vi.advanceTimersByTime(REFRESH_MS)
    expect(asked).toBeGreaterThan(1)
    keys.stop()
    const before = asked
    vi.advanceTimersByTime(REFRESH_MS * 10)
    expect(asked).toBe(before)
  } finally {
    vi.useRealTimers()
  }
})

test('a file of keys from the future isn’t believed', async () => {
  now += 48 * HOUR
  expect(await outcome(authenticatorFor(fake), fresh())).toBe('ok')
  fake.answer = 'error'
  now -= 48 * HOUR
  expect(await outcome(authenticatorFor(fake), fresh())).toBe('keys_unavailable')
})

test('an outage is bridged for a day and no longer', async () => {
  const authenticator = authenticatorFor(fake)
  expect(await outcome(authenticator, fresh())).toBe('ok')
  fake.answer = 'error'
  now += 24 * HOUR - 1
  expect(await outcome(authenticator, fresh())).toBe('ok')
  now += 6 * SECOND
  expect(await outcome(authenticator, fresh())).toBe('keys_unavailable')
  fake.answer = 'keys'
  now += 5 * SECOND
  expect(await outcome(authenticator, fresh())).toBe('ok')
})

test('a start during an outage uses the keys on disk', async () => {
  expect(await outcome(authenticatorFor(fake), fresh())).toBe('ok')
  fake.answer = 'error'
  now += HOUR
  expect(await outcome(authenticatorFor(fake), fresh())).toBe('ok')
  now += 24 * HOUR
  expect(await outcome(authenticatorFor(fake), fresh())).toBe('keys_unavailable')
})

test('a damaged file of keys is passed over', async () => {
  await outcome(authenticatorFor(fake), fresh())
  const [file] = readdirSync(folder)
  expect(statSync(join(folder, file!)).mode & 0o077).toBe(0)
  for (const damage of [
    '{',
    '{}',
    JSON.stringify({ uri: fake.jwksUri, fetchedAt: now, keys: { keys: [{ kty: 'oct', k: 'AAAA' }] } }),
  ]) {
    writeFileSync(join(folder, file!), damage)
    expect(await outcome(authenticatorFor(fake), fresh())).toBe('ok')
  }
})

test('one issuer’s outage doesn’t touch another’s', async () => {
  const other = await startFakeIssuer()
  fake.answer = 'hang'
  const authenticator = authenticatorFor(fake, other)
  const stuck = outcome(authenticator, fresh(fake))
  const refreshing = authenticator.refreshKeys()
  expect(await outcome(authenticator, fresh(other))).toBe('ok')
  await fake.close()
  expect(await stuck).toBe('keys_unavailable')
  await refreshing
  await other.close()
})

test('a redirect of the key set isn’t followed', async () => {
  fake.answer = 'redirect'
  expect(await outcome(authenticatorFor(fake), fresh())).toBe('keys_unavailable')
})

test('two keys under one id: the one that fits is found', async () => {
  const twin = await makeKey('ES256', fake.key.kid)
  fake.keys = [twin.publicJwk, fake.key.publicJwk]
  expect(await outcome(authenticatorFor(fake), fresh())).toBe('ok')
})

test('a withdrawn key stops working at the next refresh', async () => {
  const authenticator = authenticatorFor(fake)
  expect(await outcome(authenticator, fresh())).toBe('ok')
  const next = await makeKey()
  fake.keys = [next.publicJwk]
  await authenticator.probe('test')
  expect(await outcome(authenticator, fresh())).toBe('key_unknown')
})
