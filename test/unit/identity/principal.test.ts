import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#src/core/principal.ts'
import { createAuthenticator } from '#src/identity/authenticator.ts'
import type { Trust, TrustedIssuer } from '#src/identity/trust.ts'
import { unitOf } from '#src/identity/unit-of.ts'
import { type FakeIssuer, startFakeIssuer } from '#test/support/fake-issuer.ts'
import { employeeClaims, NOW, trustedIssuer, trustIn } from '#test/support/trust.ts'

let fake: FakeIssuer
beforeAll(async () => {
  fake = await startFakeIssuer()
})
afterAll(() => fake.close())

async function principalOf(changes: Record<string, unknown>, profile: Partial<TrustedIssuer> = {}): Promise<Principal> {
  const trust = trustIn(trustedIssuer(fake.issuer, profile))
  const token = await fake.sign(employeeClaims(fake.issuer, changes))
  const result = await createAuthenticator({ policy: () => trust, clock: { now: () => NOW } }).authenticate(token)
  if (result.kind !== 'ok') throw new Error(result.fault)
  return result.principal
}

test('a principal is what the token says, read by the issuer’s profile', { tags: ['MO-20'] }, async () => {
  const principal = await principalOf({ acr: 'aal2', training: { 'ai-foundations': '2026-09-01', odd: 7 } })
  expect(principal).toMatchObject({
    issuer: fake.issuer,
    subject: 'u-1182',
    key: `${fake.issuer}|u-1182`,
    subjectType: 'employee',
    client: 'notes-app',
    agency: 'MS-ITS',
    unit: 'ITS-APPDEV',
    roles: ['staff'],
    email: 'ana@its.ms.gov',
    assurance: 2,
    tokenId: 'token-1',
    issuedAt: NOW / 1000 - 60,
    expiresAt: NOW / 1000 + 1800,
  })
  expect({ ...principal.training }).toEqual({ 'ai-foundations': '2026-09-01' })
})

test('roles that the profile doesn’t know give nothing, whatever they are called', async () => {
  expect((await principalOf({ roles: ['Audit', 'records-officer', 'constructor', '__proto__'] })).roles).toEqual([
    'auditor',
  ])
  expect((await principalOf({ roles: 'Staff Audit' })).roles).toEqual(['staff', 'auditor'])
  expect((await principalOf({ roles: undefined })).roles).toEqual([])
})

test('assurance is the strongest that is proven', async () => {
  expect((await principalOf({})).assurance).toBe(1)
  expect((await principalOf({ amr: ['pwd', 'mfa'] })).assurance).toBe(2)
  expect((await principalOf({ amr: ['mfa'], acr: 'aal3' })).assurance).toBe(3)
  expect((await principalOf({ acr: 'toString', amr: 'mfa' })).assurance).toBe(1)
})

test('an issuer without token ids gets a digest of the token', async () => {
  const { claims } = trustedIssuer(fake.issuer)
  const { tokenId: _, ...others } = claims
  expect((await principalOf({ jti: undefined }, { claims: others })).tokenId).toMatch(/^[0-9a-f]{32}$/)
})

test('the unit is that of the line which says most, and a contradiction is refused', () => {
  const issuer = trustedIssuer('https://issuer.example')
  const units = [
    { id: 'A', agency: 'X' },
    { id: 'B', agency: 'X' },
    { id: 'C', agency: 'Y' },
  ]
  const trust = (membership: Trust['units']['membership']): Trust => ({
    version: '',
    issuers: [issuer],
    units: { units, membership },
  })
  const general = { issuer: 'test', claims: {}, unit: 'A' }
  const special = { issuer: 'test', claims: { department: 'law' }, unit: 'C' }
  expect(unitOf({ department: 'law' }, issuer, trust([general, special]))).toEqual({ agency: 'Y', unit: 'C' })
  expect(unitOf({ department: 'law' }, issuer, trust([special, general]))).toEqual({ agency: 'Y', unit: 'C' })
  expect(unitOf({ department: 'roads' }, issuer, trust([special, general]))).toEqual({ agency: 'X', unit: 'A' })
  expect(() =>
    unitOf(
      { department: 'law', site: 'x' },
      issuer,
      trust([special, { issuer: 'test', claims: { site: 'x' }, unit: 'B' }]),
    ),
  ).toThrow('unit')
  expect(() => unitOf({}, issuer, trust([{ ...general, issuer: 'another' }]))).toThrow('unit')
})
