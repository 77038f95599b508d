import type { SubjectType } from '../../core/principal.ts'

type Level = 1 | 2 | 3

/** What all issuers of one product write into their access tokens, so that an entry of `issuers.yaml` needn't repeat it. */
export interface IssuerKind {
  /** The product, for people. */
  readonly name: string
  /** Hosts of issuer and key set, or domains above them (`.okta.com`). Absent: the agency's own. */
  readonly hosts?: readonly string[]
  /** The exact issuer of a tenant, for kinds whose issuer holds it. */
  readonly issuerOf?: (tenant: string) => string
  /** An issuer of this kind serves many organisations: the entry must name its tenant. */
  readonly tenantClaim?: string
  /** Tenants that anybody can join; naming one is refused at load. */
  readonly consumerTenants?: readonly string[]
  readonly profile: {
    readonly typ: readonly ('at+jwt' | 'JWT')[]
    readonly tokenUse?: 'access' | 'id'
    readonly requireOneOf?: readonly string[]
    readonly requireValues?: Readonly<Record<string, readonly string[]>>
    readonly refuseClaims?: readonly string[]
    readonly maxLifeMinutes: number
    readonly accountKind?: { readonly claim: string; readonly refuse: readonly string[] }
    readonly claims: Readonly<Record<string, string>>
    readonly subjectType?: {
      readonly service?: { readonly claim: string; readonly value?: string }
      readonly absent?: SubjectType
    }
    readonly assurance: {
      readonly acr?: Readonly<Record<string, Level>>
      readonly amr?: Readonly<Record<string, Level>>
      readonly otherwise: Level
      readonly service?: Level
    }
  }
}

/** Claims that only ID tokens hold (OpenID Connect Core 2 and 3.3.2.11). */
export const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash'] as const

/**
 * Authentication methods (RFC 8176) that prove an assurance level by themselves: several factors, or a smart card with its
 * PIN. A one-time code or a hardware key alone is one factor, so an entry that knows more says it.
 */
export const METHODS = { mfa: 2, sc: 3 } as const
