import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuthenticator } from '#src/identity/authenticator.ts'
import { type FakeIssuer, startFakeIssuer } from '#test/support/fake-issuer.ts'
import { employeeClaims, NOW, trustedIssuer, trustIn } from '#test/support/trust.ts'

let fake: FakeIssuer
beforeAll(async () => {
  fake = await startFakeIssuer()
})
afterAll(() => fake.close())

const cases: readonly [string, () => Promise<string>, string, number][] = [
  ['a vendor’s key', async () => 'sk-abcdefghijklmnopqrstuvwx', 'credential_not_state_issued', 403],
  [
    'another issuer’s token',
    () => fake.sign(employeeClaims('https://elsewhere.example')),
    'credential_not_state_issued',
    403,
  ],
  ['nonsense', async () => 'abc', 'credential_invalid', 401],
  ['an expired token', () => fake.sign(employeeClaims(fake.issuer, { iat: 1, exp: 2 })), 'credential_expired', 401],
  [
    'a personal address',
    () => fake.sign(employeeClaims(fake.issuer, { email: 'a@b.example' })),
    'credential_not_state_issued',
    403,
  ],
]

test.each(cases)('%s is refused as the contract says', async (_name, token, code, status) => {
  const trust = trustIn(trustedIssuer(fake.issuer))
  const result = await createAuthenticator({ policy: () => trust, clock: { now: () => NOW } }).authenticate(
    await token(),
  )
  if (result.kind !== 'refused') throw new Error('accepted')
  expect(result.refusal.code).toBe(code)
  expect(result.refusal.headers?.['WWW-Authenticate'] !== undefined).toBe(status === 401)
})

test('a value in a vendor header counts as a token only when a trusted issuer’s name is in it', async () => {
  const trust = trustIn(trustedIssuer(fake.issuer))
  const authenticator = createAuthenticator({ policy: () => trust, clock: { now: () => NOW } })
  expect(authenticator.looksStateIssued(await fake.sign(employeeClaims(fake.issuer)))).toBe(true)
  expect(authenticator.looksStateIssued(await fake.sign(employeeClaims('https://elsewhere.example')))).toBe(false)
  for (const value of ['sk-abcdefghijklmnopqrstuvwx', '', 'a.b.c', '.', 'e30.bnVsbA.e30'])
    expect(authenticator.looksStateIssued(value)).toBe(false)
})
