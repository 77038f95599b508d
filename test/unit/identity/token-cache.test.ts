import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAuthenticator } from '#src/identity/authenticator.ts'
import { createTokenCache } from '#src/identity/token-cache.ts'
import type { Trust } from '#src/identity/trust.ts'
import { type FakeIssuer, startFakeIssuer } from '#test/support/fake-issuer.ts'
import { employeeClaims, NOW, trustedIssuer, trustIn } from '#test/support/trust.ts'

let fake: FakeIssuer
let now = NOW
let trust: Trust
beforeEach(async () => {
  fake = await startFakeIssuer()
  now = NOW
  trust = trustIn(trustedIssuer(fake.issuer))
})
afterEach(() => fake.close())

const authenticator = () => createAuthenticator({ policy: () => trust, clock: { now: () => now } })

test('a verified token is known for a minute', async () => {
  const token = await fake.sign(employeeClaims(fake.issuer))
  const subject = authenticator()
  expect(subject.cached(token)).toBeUndefined()
  await subject.authenticate(token)
  expect(subject.cached(token)?.principal.subject).toBe('u-1182')
  now += 59_999
  expect(subject.cached(token)).toBeDefined()
  now += 1
  expect(subject.cached(token)).toBeUndefined()
})

test('it is never known beyond its own end', async () => {
  const token = await fake.sign(employeeClaims(fake.issuer, { iat: NOW / 1000 - 60, exp: NOW / 1000 + 10 }))
  const subject = authenticator()
  await subject.authenticate(token)
  now += 10_000
  expect(subject.cached(token)).toBeUndefined()
})

test('nor beyond the last day of its issuer (MS-22)', async () => {
  const limits = { limitedTo: { roles: ['staff'] }, limitedUntil: NOW + 10_000 }
  trust = trustIn(trustedIssuer(fake.issuer, limits))
  const token = await fake.sign(employeeClaims(fake.issuer))
  const subject = authenticator()
  expect(await subject.authenticate(token)).toMatchObject({ kind: 'ok' })
  now += 10_000
  expect(subject.cached(token)).toBeUndefined()
  expect(await subject.authenticate(token)).toMatchObject({ kind: 'refused', fault: 'issuer_ended' })
})

test('what is being verified under a policy that is no longer in force answers nobody who asks under the next', async () => {
  const token = await fake.sign(employeeClaims(fake.issuer))
  const subject = authenticator()
  const before = subject.authenticate(token)
  trust = { ...trust, version: 'next', issuers: [trustedIssuer(fake.issuer, { audience: ['another'] })] }
  const after = subject.authenticate(token)
  expect(await after).toMatchObject({ kind: 'refused', fault: 'audience' })
  expect(await before).toMatchObject({ kind: 'ok' })
  expect(subject.cached(token)).toBeUndefined()
})

test('what a policy that is no longer in force refuses isn’t remembered under the next', async () => {
  const token = await fake.sign(employeeClaims(fake.issuer, { jti: undefined }))
  const subject = authenticator()
  const before = subject.authenticate(token)
  const claims = { ...trust.issuers[0]!.claims, tokenId: undefined }
  trust = { ...trust, version: 'next', issuers: [trustedIssuer(fake.issuer, { claims })] }
  subject.cached(token)
  expect(await before).toMatchObject({ kind: 'refused' })
  expect(await subject.authenticate(token)).toMatchObject({ kind: 'ok' })
})

test('a new policy and a revocation make it unknown', async () => {
  const token = await fake.sign(employeeClaims(fake.issuer))
  const subject = authenticator()
  await subject.authenticate(token)
  trust = { ...trust, version: 'next', issuers: [trustedIssuer(fake.issuer, { audience: ['another'] })] }
  expect(subject.cached(token)).toBeUndefined()
  expect(await subject.authenticate(token)).toMatchObject({ kind: 'refused', fault: 'audience' })
  trust = trustIn(trustedIssuer(fake.issuer))
  await subject.authenticate(token)
  subject.forget()
  expect(subject.cached(token)).toBeUndefined()
})

test('another token with the same beginning isn’t known', async () => {
  const token = await fake.sign(employeeClaims(fake.issuer))
  const subject = authenticator()
  await subject.authenticate(token)
  const forged = `${token.slice(0, -4)}AAAA`
  expect(subject.cached(forged)).toBeUndefined()
  expect(await subject.authenticate(forged)).toMatchObject({ kind: 'refused', fault: 'signature' })
})

test('a repeated bad token isn’t verified again, and a good one isn’t taken for it', async () => {
  const good = await fake.sign(employeeClaims(fake.issuer))
  const bad = await fake.sign(employeeClaims(fake.issuer, { aud: 'another' }))
  let asked = 0
  const subject = createAuthenticator({
    policy: () => ({
      ...trust,
      get issuers() {
        asked++
        return trust.issuers
      },
    }),
    clock: { now: () => now },
  })
  for (let n = 0; n < 100; n++) expect(await subject.authenticate(bad)).toMatchObject({ fault: 'audience' })
  expect(asked).toBe(1)
  expect(await subject.authenticate(good)).toMatchObject({ kind: 'ok' })
  now += 5_000
  await subject.authenticate(bad)
  expect(asked).toBe(3)
})

test('it holds so many and forgets the one not used for longest', () => {
  const cache = createTokenCache<number>(2)
  cache.set('a', 1, 10)
  cache.set('b', 2, 10)
  expect(cache.get('a', 0)).toBe(1)
  cache.set('c', 3, 10)
  expect([cache.get('a', 0), cache.get('b', 0), cache.get('c', 0)]).toEqual([1, undefined, 3])
  expect(cache.get('c', 10)).toBeUndefined()
})
