/** The few parts of `oidc-provider` (which ships no types) that the demo's identity provider uses. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export interface TokenContext {
    body: unknown
    readonly oidc: {
      readonly client: { readonly clientId: string }
      readonly params: Readonly<Record<string, string | undefined>>
      entity(name: string, value: unknown): void
    }
  }

  export interface IssuedToken {
    readonly kind: string
    readonly accountId?: string
    readonly clientId: string
    readonly expiration: number
    readonly tokenType: string
    resourceServer: unknown
    save(): Promise<string>
  }

  export default class Provider {
    constructor(issuer: string, configuration: object)
    readonly AccessToken: new (
      properties: object,
    ) => IssuedToken
    readonly ResourceServer: new (
      identifier: string,
      info: object,
    ) => unknown
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    registerGrantType(
      name: string,
      handler: (context: TokenContext) => Promise<void>,
      parameters: readonly string[],
    ): void
    on(event: string, listener: (...values: unknown[]) => void): this
  }

  export const errors: { readonly InvalidGrant: new (description: string) => Error }
}
