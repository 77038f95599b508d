import type { FastifyInstance } from 'fastify'

/** Where a client finds out how to get a token for this gateway (RFC 9728 section 3). */
export const PROTECTED_RESOURCE_PATH = '/.well-known/oauth-protected-resource'

export interface ProtectedResourceParts {
  readonly publicUrl: string
  readonly name: () => string
  readonly issuers: () => readonly {
    readonly issuer: string
    readonly scopes: readonly string[]
    readonly senderConstraint: string
  }[]
  readonly dpopAlgorithms: readonly string[]
  /** Client certificates are looked at: here, or by a listed proxy. */
  readonly readsCertificates: boolean
}

/** `GET /.well-known/oauth-protected-resource`: issuers, scopes, and how tokens may be bound to their sender. Public. */
export async function protectedResourceRoutes(app: FastifyInstance, parts: ProtectedResourceParts): Promise<void> {
  app.get(PROTECTED_RESOURCE_PATH, async () => {
    const issuers = parts.issuers()
    const scopes = new Set(issuers.flatMap((issuer) => issuer.scopes))
    return {
      resource: parts.publicUrl,
      resource_name: parts.name(),
      authorization_servers: issuers.map(({ issuer }) => issuer),
      scopes_supported: [...scopes],
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: parts.dpopAlgorithms,
      dpop_bound_access_tokens_required: issuers.every(({ senderConstraint }) => senderConstraint === 'dpop'),
      tls_client_certificate_bound_access_tokens: parts.readsCertificates,
    }
  })
}
