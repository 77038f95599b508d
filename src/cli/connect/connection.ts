import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { refreshTokenGrant, type TokenEndpointResponse } from 'openid-client'
import { isLoopback } from '../../config.ts'
import { ConnectProblem, findIssuer } from './find-issuer.ts'
import { type IssuedTokens, keepFresh } from './fresh-token.ts'
import { type LocalGateway, startLocalGateway } from './local-gateway.ts'
import { signIn } from './sign-in.ts'

export interface ConnectionOptions {
  /** Origin of the gateway. */
  readonly gateway: string
  readonly issuer?: string | undefined
  readonly client?: string | undefined
  readonly scope?: string | undefined
  readonly port: number
  readonly caFile: string | null
  readonly open: (url: string) => void
  readonly patienceMs?: number
}

export interface Connection extends LocalGateway {
  /** Known to this process and to whoever reads the shell. */
  readonly key: string
  readonly issuer: string
}

/** What an issuer that names no life is taken to mean: short, so that it is renewed often. */
const UNKNOWN_LIFE_SECONDS = 300

/** Signs a person in and opens the local address. Throws {@link ConnectProblem} with what to do. */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  const gateway = options.gateway.replace(/\/+$/, '')
  const { issuer, scopes } = await findIssuer(gateway, options.issuer)
  const { configuration, tokens } = await signIn({
    issuer,
    client: options.client ?? (await demoClient(issuer)),
    scope: options.scope ?? ['openid', 'offline_access', ...scopes].join(' '),
    open: options.open,
    patienceMs: options.patienceMs ?? 5 * 60_000,
  })
  const token = keepFresh(issuedOf(tokens), async (refreshToken) =>
    issuedOf(await refreshTokenGrant(configuration, refreshToken)),
  )
  const key = `local-${randomBytes(24).toString('base64url')}`
  const ca = options.caFile === null ? null : readFileSync(options.caFile, 'utf8')
  const local = await startLocalGateway({ gateway, key, token, port: options.port, ca })
  return { ...local, key, issuer }
}

function issuedOf(tokens: TokenEndpointResponse): IssuedTokens {
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    lifeSeconds: tokens.expires_in ?? UNKNOWN_LIFE_SECONDS,
  }
}

/** Real directories know their clients by ids of their own; the demo's is the same everywhere. */
async function demoClient(issuer: string): Promise<string> {
  if (!isLoopback(new URL(issuer).hostname))
    throw new ConnectProblem('name the client that is registered for this command: --client ID')
  return (await import('../../demo/personas.ts')).DEMO_CLIENT
}
