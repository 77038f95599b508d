import type { SubjectType } from '../core/principal.ts'

type Level = 1 | 2 | 3

/** One issuer that credentials are accepted from, and how its tokens are read. */
export interface TrustedIssuer {
  readonly id: string
  readonly issuer: string
  readonly jwksUri: string
  readonly audience: readonly string[]
  readonly audienceShared: boolean
  readonly algorithms: readonly string[]
  readonly typ: readonly string[]
  /** `id`: the ID token made for our own client is the credential. */
  readonly tokenUse: 'access' | 'id'
  readonly requireOneOf: readonly string[]
  readonly requireValues: Readonly<Record<string, readonly string[]>>
  readonly refuseClaims: readonly string[]
  readonly maxLifeMinutes: number
  readonly tenant?: { readonly claim: string; readonly value: string } | undefined
  readonly accountKind?: { readonly claim: string; readonly refuse: readonly string[] } | undefined
  /** Whether tokens must be bound to a key of the client. */
  readonly senderConstraint: 'offered' | 'dpop' | 'mtls' | 'either'
  /** Each DPoP proof must hold a nonce of ours. */
  readonly dpopNonce: boolean
  readonly claims: {
    readonly subject: string
    readonly serviceSubject?: string | undefined
    readonly client: string
    readonly tokenId?: string | undefined
    readonly email?: string | undefined
    readonly roles?: string | undefined
    readonly training?: string | undefined
  }
  readonly roles: Readonly<Record<string, string>>
  readonly emailDomains: readonly string[]
  readonly emailRequired: boolean
  readonly subjectType: {
    readonly service?: { readonly claim: string; readonly value?: string | undefined } | undefined
    readonly claim?: string | undefined
    readonly values: Readonly<Record<string, SubjectType>>
    readonly absent?: SubjectType | undefined
  }
  readonly assurance: {
    readonly acr: Readonly<Record<string, Level>>
    readonly amr: Readonly<Record<string, Level>>
    readonly acrs: Readonly<Record<string, Level>>
    readonly otherwise: Level
    readonly service: Level
  }
  readonly limitedTo?: { readonly roles: readonly string[] } | undefined
  readonly limitedUntil: number | null
}

/** The part of a policy that identity rests on; a `PolicySet` is one. */
export interface Trust {
  readonly version: string
  readonly issuers: readonly TrustedIssuer[]
  readonly units: {
    readonly units: readonly { readonly id: string; readonly agency: string }[]
    readonly membership: readonly {
      readonly issuer: string
      readonly claims: Readonly<Record<string, string>>
      readonly unit: string
    }[]
  }
}
