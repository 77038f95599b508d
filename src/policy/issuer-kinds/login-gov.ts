import type { IssuerKind } from './kind.ts'

/**
 * Login.gov proves who a member of the public is, never that somebody works for the State. Its access tokens are opaque,
 * so the ID token made for the registered client is the credential: for residents and vetted guests only.
 */
export const loginGov: IssuerKind = {
  name: 'Login.gov',
  hosts: ['secure.login.gov', 'idp.int.identitysandbox.gov'],
  profile: {
    typ: ['JWT'],
    tokenUse: 'id',
    requireOneOf: ['acr'],
    refuseClaims: ['scope', 'scp', 'client_id'],
    maxLifeMinutes: 60,
    // One registered client, and the audience is its id.
    claims: { subject: 'sub', client: 'aud', tokenId: 'jti' },
    subjectType: { absent: 'public' },
    assurance: {
      acr: {
        'http://idmanagement.gov/ns/assurance/aal/2': 2,
        'http://idmanagement.gov/ns/assurance/aal/2?phishing_resistant=true': 3,
        'http://idmanagement.gov/ns/assurance/aal/2?hspd12=true': 3,
      },
      otherwise: 1,
    },
  },
}
