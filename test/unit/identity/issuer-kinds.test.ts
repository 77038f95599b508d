import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Authentication, createAuthenticator } from '#src/identity/authenticator.ts'
import type { TrustedIssuer } from '#src/identity/trust.ts'
import { issuerRelaxations } from '#src/policy/issuer-relaxations.ts'
import type { IssuerProfile } from '#src/policy/policy-set.ts'
import { type FakeIssuer, type IssuerKey, makeKey, startFakeIssuer } from '#test/support/fake-issuer.ts'
import {
  claimsOfKind,
  ISSUER_KIND_NAMES,
  type IssuerKindName,
  KIND_SAMPLES,
  nameOfKind,
  profileOfKind,
  trustInKinds,
} from '#test/support/issuer-kinds.ts'
import { attacksOn, goodToken, SENDER_FAULTS } from '#test/support/token-attacks.ts'
import { NOW } from '#test/support/trust.ts'

let fake: FakeIssuer
let stranger: IssuerKey
beforeAll(async () => {
  fake = await startFakeIssuer()
  stranger = await makeKey('ES256', fake.key.kid)
})
afterAll(() => fake.close())

const attacked = (kind: IssuerKindName) => ({ kind, issuer: fake, nowMs: NOW, stranger })

function authenticate(kind: IssuerKindName, token: string, changes: object = {}): Promise<Authentication> {
  const trust = trustInKinds(profileOfKind(kind, fake.issuer, changes as Partial<TrustedIssuer>))
  return createAuthenticator({ policy: () => trust, clock: { now: () => NOW } }).authenticate(token)
}

describe.each(ISSUER_KIND_NAMES)('%s', (kind) => {
  test('the token that it is for gets through, and names its subject and client', async () => {
    const result = await authenticate(kind, await goodToken(attacked(kind)))
    if (result.kind !== 'ok') throw new Error(result.fault)
    expect(result.principal).toMatchObject({
      subject: 'u-1182',
      subjectType: kind === 'login-gov' ? 'public' : 'employee',
      unit: 'ITS-APPDEV',
      actors: [],
    })
    expect(result.binding).toBeNull()
  })

  test.each(attacksOn([kind]).filter(({ fault }) => !SENDER_FAULTS.has(fault)))(
    '$name isn’t taken: $fault',
    async ({ token, fault }) => {
      expect(await authenticate(kind, await token(attacked(kind)))).toMatchObject({ kind: 'refused', fault })
    },
  )

  test('every way in which it is laxer than RFC 9068 is told', () => {
    const relaxations = issuerRelaxations(profileOfKind(kind, fake.issuer) as IssuerProfile)
    expect(relaxations.length === 0).toBe(kind === 'rfc9068' || kind === 'ping-one')
    expect({ kind: nameOfKind(kind), relaxations }).toMatchSnapshot()
  })
})

test.each(ISSUER_KIND_NAMES.filter((kind) => KIND_SAMPLES[kind].service !== undefined))(
  '%s: a service’s token is told from a person’s',
  async (kind) => {
    const result = await authenticate(kind, await goodToken(attacked(kind), KIND_SAMPLES[kind].service))
    if (result.kind !== 'ok') throw new Error(result.fault)
    expect(result.principal.subjectType).toBe('service')
  },
)

test('a service can be told by the value of a claim too, and whoever is none keeps their own type', async () => {
  const { subjectType } = profileOfKind('rfc9068', fake.issuer)
  const changes = { subjectType: { ...subjectType, service: { claim: 'idtyp', value: 'app' } } }
  const types = await Promise.all(
    ['app', 'user', undefined].map(async (idtyp) => {
      const result = await authenticate('rfc9068', await goodToken(attacked('rfc9068'), { idtyp }), changes)
      return result.kind === 'ok' ? result.principal.subjectType : result.fault
    }),
  )
  expect(types).toEqual(['service', 'employee', 'employee'])
})

test('a resident’s token gives no employment, whatever it says', async () => {
  const claims = { email: 'ana@its.ms.gov', subject_type: 'employee', roles: ['Gov.CTO'] }
  const result = await authenticate('login-gov', await goodToken(attacked('login-gov'), claims))
  if (result.kind !== 'ok') throw new Error(result.fault)
  expect(result.principal).toMatchObject({ subjectType: 'public', email: null, roles: [] })
})

test('an ID token never stands for an employee: such a profile doesn’t load', () => {
  const employees = { subjectType: { claim: 'subject_type', values: { employee: 'employee' } } }
  expect(() => profileOfKind('login-gov', fake.issuer, employees)).toThrow('proves no employment')
  expect(() => profileOfKind('login-gov', fake.issuer, { subjectType: { absent: 'guest' } })).not.toThrow()
})

test('what an entry says goes before what its kind knows, member by member', () => {
  const profile = profileOfKind('okta', fake.issuer, { maxLifeMinutes: 10, claims: { training: 'courses' } })
  expect(profile).toMatchObject({ maxLifeMinutes: 10, claims: { subject: 'uid', client: 'cid', training: 'courses' } })
})

test.each([
  ['entra-v2', `https://login.microsoftonline.com/common/v2.0`],
  ['entra-v2', 'https://login.microsoftonline.us/5f3c1d2e-7a9b-4c58-9e10-2b6d4f8a1c37/v2.0'],
  ['entra-v1', 'https://sts.windows.net/6f3c1d2e-7a9b-4c58-9e10-2b6d4f8a1c37/'],
  ['okta', 'https://state.okta.com.evil.example/oauth2/default'],
  ['okta', 'https://evilokta.com/oauth2/default'],
  ['login-gov', 'https://secure.login.gov.example/'],
] as const)('%s is never at %s', (kind, issuer) => {
  expect(() => profileOfKind(kind, issuer)).toThrow(/another issuer|issuer of this tenant/)
})

test('an authentication context that was met counts as the profile says', async () => {
  const changes = { assurance: { acrs: { c2: 3 } } }
  const strong = await authenticate('entra-v2', await goodToken(attacked('entra-v2'), { acrs: ['c1', 'c2'] }), changes)
  const weak = await authenticate('entra-v2', await goodToken(attacked('entra-v2'), { acrs: 'c2' }), changes)
  expect([strong, weak]).toMatchObject([{ principal: { assurance: 3 } }, { principal: { assurance: 1 } }])
})

test('two actors are named, nearest first (MO-20)', async () => {
  const act = { sub: 'notes-app', act: { sub: 'portal', iss: fake.issuer } }
  const token = await fake.sign(claimsOfKind('rfc9068', fake.issuer, NOW, { act }))
  const result = await authenticate('rfc9068', token)
  expect(result).toMatchObject({
    principal: {
      subject: 'u-1182',
      actors: [
        { issuer: fake.issuer, subject: 'notes-app' },
        { issuer: fake.issuer, subject: 'portal' },
      ],
    },
  })
})
