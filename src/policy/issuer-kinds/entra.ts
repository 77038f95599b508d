import { ID_TOKEN_CLAIMS, type IssuerKind, METHODS } from './kind.ts'

/** Personal Microsoft accounts live in this tenant, and in no other (MS-35). */
const CONSUMER_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad'

/** What both token versions of the directory share. It writes `typ: JWT` always, and `uti` in place of `jti`. */
const shared = {
  typ: ['JWT'],
  requireOneOf: ['scp', 'roles'],
  refuseClaims: ID_TOKEN_CLAIMS,
  maxLifeMinutes: 90,
  // Optional claim of the app registration: 1 marks a guest of the tenant.
  accountKind: { claim: 'acct', refuse: ['1'] },
  // A person's token always has `scp`, an app's own never; `idtyp` is there only where somebody asked for it.
  subjectType: { service: { claim: 'scp' } },
  assurance: { otherwise: 1, service: 2, amr: METHODS },
} as const

/** `oid` names a person for good; `upn` and `email` are given to somebody else one day. */
const CLAIMS = { subject: 'oid', tokenId: 'uti', email: 'email', roles: 'roles' }

/** Microsoft Entra ID, access tokens of version 2. */
export const entraV2: IssuerKind = {
  name: 'Microsoft Entra ID, version 2 tokens',
  hosts: ['login.microsoftonline.com'],
  issuerOf: (tenant) => `https://login.microsoftonline.com/${tenant}/v2.0`,
  tenantClaim: 'tid',
  consumerTenants: [CONSUMER_TENANT],
  profile: { ...shared, requireValues: { ver: ['2.0'] }, claims: { ...CLAIMS, client: 'azp' } },
}

/** The same from the government cloud. */
export const entraGovernment: IssuerKind = {
  ...entraV2,
  name: 'Microsoft Entra ID for government, version 2 tokens',
  hosts: ['login.microsoftonline.us'],
  issuerOf: (tenant) => `https://login.microsoftonline.us/${tenant}/v2.0`,
}

/** Microsoft Entra ID, access tokens of version 1: other issuer, other name of the client. */
export const entraV1: IssuerKind = {
  ...entraV2,
  name: 'Microsoft Entra ID, version 1 tokens',
  hosts: ['sts.windows.net', 'login.microsoftonline.com', 'login.microsoftonline.us'],
  issuerOf: (tenant) => `https://sts.windows.net/${tenant}/`,
  profile: { ...shared, requireValues: { ver: ['1.0'] }, claims: { ...CLAIMS, client: 'appid' } },
}
