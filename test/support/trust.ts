import type { Trust, TrustedIssuer } from '#src/identity/trust.ts'

export const NOW = Date.parse('2026-11-22T12:00:00Z')
export const AUDIENCE = 'urn:test:gateway'

/** The strict profile of an issuer, with what a test changes. */
export function trustedIssuer(issuer: string, changes: Partial<TrustedIssuer> = {}): TrustedIssuer {
  return {
    id: 'test',
    issuer,
    jwksUri: `${issuer}/jwks`,
    audience: [AUDIENCE],
    audienceShared: false,
    algorithms: ['ES256', 'RS256', 'PS256'],
    typ: ['at+jwt'],
    tokenUse: 'access',
    requireOneOf: [],
    requireValues: {},
    refuseClaims: [],
    maxLifeMinutes: 60,
    senderConstraint: 'offered',
    dpopNonce: false,
    claims: {
      subject: 'sub',
      client: 'client_id',
      tokenId: 'jti',
      email: 'email',
      roles: 'roles',
      training: 'training',
    },
    roles: { Staff: 'staff', Audit: 'auditor' },
    emailDomains: ['its.ms.gov'],
    emailRequired: true,
    subjectType: { claim: 'subject_type', values: { employee: 'employee', service: 'service' } },
    assurance: { acr: { aal2: 2, aal3: 3 }, amr: { mfa: 2 }, acrs: {}, otherwise: 1, service: 2 },
    limitedUntil: null,
    ...changes,
  }
}

export function trustIn(...issuers: TrustedIssuer[]): Trust {
  return {
    version: 'test',
    issuers,
    units: {
      units: [
        { id: 'ITS-APPDEV', agency: 'MS-ITS' },
        { id: 'ITS-OPS', agency: 'MS-ITS' },
      ],
      membership: [
        { issuer: 'test', claims: { department: 'appdev' }, unit: 'ITS-APPDEV' },
        { issuer: 'test', claims: { department: 'ops' }, unit: 'ITS-OPS' },
      ],
    },
  }
}

/** Claims of an employee that every check accepts at {@link NOW}. */
export function employeeClaims(issuer: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const now = NOW / 1000
  const claims: Record<string, unknown> = {
    iss: issuer,
    aud: AUDIENCE,
    sub: 'u-1182',
    client_id: 'notes-app',
    jti: 'token-1',
    iat: now - 60,
    exp: now + 1800,
    email: 'ana@its.ms.gov',
    subject_type: 'employee',
    department: 'appdev',
    roles: ['Staff'],
    ...changes,
  }
  for (const [name, value] of Object.entries(claims)) if (value === undefined) delete claims[name]
  return claims
}
