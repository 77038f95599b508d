import { ID_TOKEN_CLAIMS, type IssuerKind, METHODS } from './kind.ts'

/** PingFederate's JWT access tokens: what the attribute contract maps; `typ` as the token manager is set. */
export const pingFederate: IssuerKind = {
  name: 'PingFederate',
  profile: {
    typ: ['at+jwt', 'JWT'],
    requireOneOf: ['scope'],
    refuseClaims: ID_TOKEN_CLAIMS,
    maxLifeMinutes: 120,
    claims: { subject: 'sub', client: 'client_id', tokenId: 'jti', email: 'email', roles: 'roles' },
    assurance: { amr: METHODS, otherwise: 1, service: 2 },
  },
}

/** PingOne: `at+jwt` where the resource is set so, and always from 2 March 2027. */
export const pingOne: IssuerKind = {
  name: 'PingOne',
  hosts: ['auth.pingone.com', 'auth.pingone.ca', 'auth.pingone.eu', 'auth.pingone.asia'],
  profile: { ...pingFederate.profile, typ: ['at+jwt'], requireOneOf: [], refuseClaims: [], maxLifeMinutes: 60 },
}
