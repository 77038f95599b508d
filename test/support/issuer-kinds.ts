import type { Trust, TrustedIssuer } from '#src/identity/trust.ts'
import { ISSUER_KIND_NAMES, ISSUER_KINDS, type IssuerKindName } from '#src/policy/issuer-kinds/index.ts'
import { issuerSchema } from '#src/policy/schema/issuers.ts'
import { AUDIENCE } from './trust.ts'

export { ISSUER_KIND_NAMES, type IssuerKindName }

const TENANT = '5f3c1d2e-7a9b-4c58-9e10-2b6d4f8a1c37'
const MSA_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad'
const EMPLOYEE = { claim: 'subject_type', values: { employee: 'employee', contractor: 'contractor' } }

type Claims = Record<string, unknown>

/** How one product's tokens look, and what its forbidden ones look like. */
export interface KindSample {
  /** The token's `typ`; undefined: the product writes none. */
  readonly typ: string | undefined
  readonly subjectClaim: string
  /** Claims beside the common ones. */
  readonly claims: Claims
  /** A service's token: what differs from a person's. */
  readonly service?: Claims
  /** What only `issuers.yaml` of the agency says. */
  readonly entry?: Record<string, unknown>
  /** An ID token of the same issuer, and why it isn't taken. */
  readonly idToken: { readonly claims: Claims; readonly typ?: string; readonly fault: string }
  /** Somebody from outside the agency whom the directory knows all the same. */
  readonly guest: { readonly claims: Claims; readonly fault: string }
  /** An account that anybody can open. */
  readonly consumer: { readonly claims: Claims; readonly fault: string }
}

const stranger = { claims: { iss: 'https://accounts.consumer.example' }, fault: 'issuer' }
const unlistedGuest = { claims: { subject_type: 'guest' }, fault: 'subject_type' }
const entra = (version: string, client: string): KindSample => ({
  typ: 'JWT',
  subjectClaim: 'oid',
  claims: { oid: 'u-1182', sub: 'pairwise', [client]: 'notes-app', tid: TENANT, ver: version, uti: 't-1', scp: 'ai' },
  service: { scp: undefined, roles: ['Ai.Use'], subject_type: undefined, email: undefined },
  entry: { tenant: { claim: 'tid', value: TENANT } },
  idToken: { claims: { nonce: 'n-1' }, fault: 'claim_forbidden' },
  guest: { claims: { acct: 1 }, fault: 'account_kind' },
  consumer: { claims: { tid: MSA_TENANT }, fault: 'tenant' },
})
const ping = (typ: string): KindSample => ({
  typ,
  subjectClaim: 'sub',
  claims: { sub: 'u-1182', client_id: 'notes-app', jti: 't-1', scope: 'ai' },
  idToken:
    typ === 'JWT'
      ? { claims: { nonce: 'n-1' }, fault: 'claim_forbidden' }
      : { claims: { nonce: 'n-1' }, typ: 'JWT', fault: 'typ' },
  guest: unlistedGuest,
  consumer: stranger,
})

export const KIND_SAMPLES: Readonly<Record<IssuerKindName, KindSample>> = {
  rfc9068: {
    typ: 'at+jwt',
    subjectClaim: 'sub',
    claims: { sub: 'u-1182', client_id: 'notes-app', jti: 't-1' },
    idToken: { claims: { nonce: 'n-1' }, typ: 'JWT', fault: 'typ' },
    guest: unlistedGuest,
    consumer: stranger,
  },
  'entra-v2': entra('2.0', 'azp'),
  'entra-v1': entra('1.0', 'appid'),
  'entra-government': entra('2.0', 'azp'),
  okta: {
    typ: undefined,
    subjectClaim: 'uid',
    claims: { uid: 'u-1182', sub: 'ana@its.ms.gov', cid: 'notes-app', jti: 't-1', ver: 1, scp: ['ai'] },
    service: { uid: undefined, sub: 'notes-app', subject_type: undefined, email: undefined },
    idToken: { claims: { scp: undefined, nonce: 'n-1' }, fault: 'claim_missing' },
    guest: unlistedGuest,
    consumer: stranger,
  },
  'ping-federate': ping('JWT'),
  'ping-one': ping('at+jwt'),
  'login-gov': {
    typ: 'JWT',
    subjectClaim: 'sub',
    claims: {
      sub: 'u-1182',
      jti: 't-1',
      acr: 'http://idmanagement.gov/ns/assurance/aal/2',
      nonce: 'n-1',
      at_hash: 'x',
      // It says nothing of employment, whatever is written there.
      subject_type: undefined,
      email: undefined,
    },
    entry: { subjectType: { absent: 'public' } },
    // An ID token is its credential; one that was made for another client isn't.
    idToken: { claims: { aud: 'another-client' }, fault: 'audience' },
    guest: { claims: { acr: undefined }, fault: 'claim_missing' },
    consumer: stranger,
  },
  keycloak: {
    typ: 'JWT',
    subjectClaim: 'sub',
    claims: { sub: 'u-1182', azp: 'notes-app', jti: 't-1', typ: 'Bearer', scope: 'ai' },
    idToken: { claims: { typ: 'ID', scope: undefined, at_hash: 'x' }, fault: 'claim_missing' },
    guest: unlistedGuest,
    consumer: stranger,
  },
}

/** The profile of an issuer of the kind, read by the schema that reads `issuers.yaml`. */
export function profileOfKind(
  kind: IssuerKindName,
  issuer: string,
  changes: Record<string, unknown> = {},
): TrustedIssuer {
  const profile = issuerSchema.parse({
    id: kind,
    name: kind,
    kind,
    issuer,
    jwksUri: `${issuer}/jwks`,
    audience: [AUDIENCE],
    algorithms: ['ES256'],
    emailDomains: ['its.ms.gov'],
    subjectType: EMPLOYEE,
    clauses: ['MS-34'],
    ...KIND_SAMPLES[kind].entry,
    ...changes,
  })
  return { ...profile, limitedUntil: null }
}

/** Claims of the kind that every check accepts at the given time. */
export function claimsOfKind(
  kind: IssuerKindName,
  issuer: string,
  nowMs: number,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const now = Math.floor(nowMs / 1000)
  const claims: Record<string, unknown> = {
    iss: issuer,
    aud: AUDIENCE,
    iat: now - 60,
    exp: now + 1800,
    email: 'ana@its.ms.gov',
    subject_type: 'employee',
    ...KIND_SAMPLES[kind].claims,
    ...changes,
  }
  for (const [name, value] of Object.entries(claims)) if (value === undefined) delete claims[name]
  return claims
}

/** Everybody of the issuers is of one unit. */
export function trustInKinds(...issuers: TrustedIssuer[]): Trust {
  return {
    version: 'kinds',
    issuers,
    units: {
      units: [{ id: 'ITS-APPDEV', agency: 'MS-ITS' }],
      membership: issuers.map(({ id }) => ({ issuer: id, claims: {}, unit: 'ITS-APPDEV' })),
    },
  }
}

/** Words of kinds for test names. */
export const nameOfKind = (kind: IssuerKindName): string => ISSUER_KINDS[kind].name
