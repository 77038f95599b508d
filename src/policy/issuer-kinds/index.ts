import { entraGovernment, entraV1, entraV2 } from './entra.ts'
import { keycloak } from './keycloak.ts'
import type { IssuerKind } from './kind.ts'
import { loginGov } from './login-gov.ts'
import { okta } from './okta.ts'
import { pingFederate, pingOne } from './ping.ts'
import { rfc9068 } from './rfc9068.ts'

/** The kinds of issuer that an entry of `issuers.yaml` can name. */
export const ISSUER_KINDS = {
  rfc9068,
  'entra-v2': entraV2,
  'entra-v1': entraV1,
  'entra-government': entraGovernment,
  okta,
  'ping-federate': pingFederate,
  'ping-one': pingOne,
  'login-gov': loginGov,
  keycloak,
} as const satisfies Record<string, IssuerKind>

export type IssuerKindName = keyof typeof ISSUER_KINDS
export const ISSUER_KIND_NAMES = Object.keys(ISSUER_KINDS) as [IssuerKindName, ...IssuerKindName[]]
