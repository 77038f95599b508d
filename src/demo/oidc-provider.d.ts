/** The few parts of `oidc-provider` (which ships no types) that the demo's identity provider uses. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export interface TokenContext {
    body: unknown
    readonly oidc: {
      readonly client: { readonly clientId: string }
      readonly params: Readonly<Record<string, string | undefined>>
      readonly entities: {
        readonly AuthorizationCode?: { readonly authTime?: number }
        readonly RefreshToken?: { readonly authTime?: number }
      }
      entity(name: string, value: unknown): void
    }
  }

  export interface SignInContext {
    readonly oidc: {
      readonly client?: { readonly clientId: string }
      readonly session?: { readonly accountId?: string; grantIdFor(client: string): string | undefined }
    }
  }

  interface Grant {
    addOIDCScope(scope: string): void
    addResourceScope(resource: string, scope: string): void
    save(): Promise<string>
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
    readonly Grant: { new (properties: object): Grant; find(id: string): Promise<Grant | undefined> }
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<object>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
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
