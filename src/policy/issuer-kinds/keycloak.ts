import { ID_TOKEN_CLAIMS, type IssuerKind, METHODS } from './kind.ts'

/** Keycloak: the kind of a token stands in a claim called `typ`; roles by a mapper into a claim of their own. */
export const keycloak: IssuerKind = {
  name: 'Keycloak',
  profile: {
    typ: ['at+jwt', 'JWT'],
    requireOneOf: ['scope'],
    requireValues: { typ: ['Bearer', 'DPoP'] },
    refuseClaims: ID_TOKEN_CLAIMS,
    maxLifeMinutes: 60,
    claims: { subject: 'sub', client: 'azp', tokenId: 'jti', email: 'email', roles: 'roles' },
    assurance: { acr: { '1': 1, '2': 2, '3': 3 }, amr: METHODS, otherwise: 1, service: 2 },
  },
}
