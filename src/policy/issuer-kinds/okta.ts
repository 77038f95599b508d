import { ID_TOKEN_CLAIMS, type IssuerKind, METHODS } from './kind.ts'

/** Okta, a custom authorization server: no `typ`, the client in `cid`, the person in `uid`, which no service has. */
export const okta: IssuerKind = {
  name: 'Okta, custom authorization server',
  hosts: ['.okta.com', '.okta-gov.com', '.okta.mil', '.oktapreview.com'],
  profile: {
    typ: ['JWT'],
    requireOneOf: ['scp'],
    refuseClaims: ID_TOKEN_CLAIMS,
    maxLifeMinutes: 60,
    claims: { subject: 'uid', serviceSubject: 'sub', client: 'cid', tokenId: 'jti', email: 'email', roles: 'groups' },
    subjectType: { service: { claim: 'uid' } },
    assurance: {
      acr: { 'urn:okta:loa:1fa:any': 1, 'urn:okta:loa:2fa:any': 2, phr: 2, phrh: 3 },
      amr: METHODS,
      otherwise: 1,
      service: 2,
    },
  },
}
