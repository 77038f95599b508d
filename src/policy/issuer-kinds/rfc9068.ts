import type { IssuerKind } from './kind.ts'

/** The reference: RFC 9068 as it stands. Every other kind is told by where it differs from this one. */
export const rfc9068: IssuerKind = {
  name: 'RFC 9068, strictly',
  profile: {
    typ: ['at+jwt'],
    maxLifeMinutes: 60,
    claims: { subject: 'sub', client: 'client_id', tokenId: 'jti', email: 'email', roles: 'roles' },
    assurance: { otherwise: 1 },
  },
}
