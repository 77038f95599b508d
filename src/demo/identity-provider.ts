import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { errors, type IssuedToken, type SignInContext, type TokenContext } from 'oidc-provider'
import { createMemoryAdapter } from './memory-adapter.ts'
import { requestPersonaToken } from './persona-token.ts'
import {
  DEMO_APP_SECRET,
  DEMO_CLIENT,
  DEMO_PAGES,
  findPersona,
  PERSONA_GRANT,
  PERSONAS,
  type Persona,
} from './personas.ts'
import { signInPage } from './sign-in-page.ts'

const TOKEN_LIFE_SECONDS = 3_600
const SESSION_LIFE_SECONDS = 8 * 3_600
const DAY_MS = 86_400_000

export interface IdentityProvider {
  readonly issuer: string
  /** A fresh access token from the token endpoint, over HTTP. */
  tokenFor(persona: string): Promise<string>
  close(): Promise<void>
}

export interface IdentityProviderOptions {
  /** 0 picks a free one. */
  readonly port: number
  /** Who the tokens are for: the gateway. */
  readonly audience: string
}

/**
 * The demo's state directory: a real OpenID provider on loopback that issues RFC 9068 access tokens to the personas. Its
 * keys are made at start and never leave the process.
 */
export async function startIdentityProvider({ port, audience }: IdentityProviderOptions): Promise<IdentityProvider> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = await createProvider(issuer, audience)
  const handle = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!isLoopbackName(request.headers.host)) {
      response
        .writeHead(421, { 'content-type': 'text/plain' })
        .end('The demo identity provider answers only to loopback host names.\n')
      return
    }
    signInPage(provider, request, response)
      .then((isAnswered) => (isAnswered ? undefined : handle(request, response)))
      .catch(() => response.destroy())
  })
  return {
    issuer,
    tokenFor: (persona) => requestPersonaToken(issuer, persona),
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

// A page in a browser could reach loopback under its own host name (DNS rebinding).
function isLoopbackName(host: string | undefined): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host ?? '')
}

async function createProvider(issuer: string, audience: string): Promise<Provider> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: `demo-${crypto.randomUUID()}` }
  const resource = {
    scope: 'ai',
    audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: TOKEN_LIFE_SECONDS,
    jwt: { sign: { alg: 'ES256' } },
  }
  const provider = new Provider(issuer, {
    adapter: createMemoryAdapter(),
    jwks: { keys: [key] },
    cookies: { keys: [crypto.randomUUID()] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clients: clients(),
    scopes: ['openid', 'ai'],
    findAccount: (_: unknown, id: string) =>
      findPersona(id) === null ? undefined : { accountId: id, claims: () => ({ sub: id }) },
    extraTokenClaims: (context: TokenContext, token: IssuedToken) => ({
      ...claimsOf(findPersona(token.accountId ?? token.clientId)),
      ...(token.accountId === undefined ? {} : { auth_time: signedInAt(context) }),
    }),
    // Nobody of the demo is asked twice for what the demo's own command asks for.
    loadExistingGrant: (context: SignInContext) => grantAll(provider, context, audience),
    issueRefreshToken: () => Promise.resolve(true),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resource,
      },
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    ttl: {
      AccessToken: TOKEN_LIFE_SECONDS,
      ClientCredentials: TOKEN_LIFE_SECONDS,
      IdToken: TOKEN_LIFE_SECONDS,
      Interaction: TOKEN_LIFE_SECONDS,
      Session: SESSION_LIFE_SECONDS,
      Grant: SESSION_LIFE_SECONDS,
      RefreshToken: SESSION_LIFE_SECONDS,
    },
  })
  provider.registerGrantType(PERSONA_GRANT, (context) => issueToPersona(provider, context, audience, resource), [
    'persona',
    'scope',
  ])
  return provider
}

function clients(): object[] {
  const noBrowser = { redirect_uris: [], response_types: [] }
  const apps = PERSONAS.filter((persona) => persona.subjectType === 'service').map((persona) => ({
    client_id: persona.name,
    client_secret: DEMO_APP_SECRET,
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
    scope: 'ai',
    ...noBrowser,
  }))
  return [
    {
      client_id: DEMO_CLIENT,
      token_endpoint_auth_method: 'none',
      grant_types: [PERSONA_GRANT, 'authorization_code', 'refresh_token'],
      // RFC 8252 7.3: any port of this machine.
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/callback'],
      response_types: ['code'],
      scope: 'openid ai',
    },
    {
      client_id: DEMO_PAGES,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/sign-in/callback'],
      response_types: ['code'],
      scope: 'openid ai',
    },
    ...apps,
  ]
}

async function grantAll(provider: Provider, { oidc }: SignInContext, audience: string): Promise<object | undefined> {
  if (oidc.client === undefined || oidc.session?.accountId === undefined) return undefined
  // One grant a session: another one would make codes and tokens of the one before worthless.
  const known = oidc.session.grantIdFor(oidc.client.clientId)
  const before = known === undefined ? undefined : await provider.Grant.find(known)
  if (before !== undefined) return before
  const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
  grant.addOIDCScope('openid ai')
  grant.addResourceScope(audience, 'ai')
  await grant.save()
  return grant
}

/** When the person chose who they are: kept through renewals, or now for a token from the command line. */
function signedInAt({ oidc }: TokenContext): number {
  const { AuthorizationCode: code, RefreshToken: refresh } = oidc.entities
  return code?.authTime ?? refresh?.authTime ?? Math.floor(Date.now() / 1_000)
}

async function issueToPersona(
  provider: Provider,
  context: TokenContext,
  audience: string,
  resource: object,
): Promise<void> {
  const persona = findPersona(context.oidc.params['persona'] ?? '')
  if (persona === null || persona.subjectType === 'service') throw new errors.InvalidGrant('no such person in the demo')
  const token = new provider.AccessToken({
    accountId: persona.name,
    client: context.oidc.client,
    gty: 'persona',
    scope: 'ai',
  })
  token.resourceServer = new provider.ResourceServer(audience, resource)
  context.oidc.entity('AccessToken', token)
  const value = await token.save()
  context.body = { access_token: value, expires_in: token.expiration, token_type: token.tokenType, scope: 'ai' }
}

function claimsOf(persona: Persona | null): Record<string, unknown> {
  if (persona === null) return {}
  const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10)
  return {
    subject_type: persona.subjectType,
    department: persona.unit,
    roles: persona.roles,
    training: Object.fromEntries(persona.courses.map((course) => [course, yesterday])),
    ...(persona.email === null ? {} : { email: persona.email }),
    ...(persona.acr === null ? {} : { acr: persona.acr }),
  }
}
