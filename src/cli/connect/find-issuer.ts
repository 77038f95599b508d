import { isLoopback } from '../../config.ts'

/** Something about the set-up that the person at the keyboard can mend; the message says how. */
export class ConnectProblem extends Error {
  override readonly name = 'ConnectProblem'
}

export interface Found {
  readonly issuer: string
  readonly scopes: readonly string[]
}

/** Asks the gateway where its tokens come from (RFC 9728). `wanted` chooses where there are several. */
export async function findIssuer(gateway: string, wanted: string | undefined): Promise<Found> {
  const metadata = await readMetadata(gateway)
  // RFC 9728 3.3: metadata of another resource would send the token to whoever wrote it.
  if (metadata.resource !== gateway)
    throw new ConnectProblem(`${gateway} says that it is ${metadata.resource}; use that address in STATEHOUSE_URL`)
  const issuers = metadata.authorization_servers
  const scopes = metadata.scopes_supported
  if (wanted !== undefined) {
    if (!issuers.includes(wanted))
      throw new ConnectProblem(`the gateway trusts no issuer ${wanted}; it trusts ${issuers.join(', ')}`)
    return { issuer: wanted, scopes }
  }
  const local = isLoopback(new URL(gateway).hostname) ? issuers.filter((one) => isLoopback(new URL(one).hostname)) : []
  const [only, ...others] = local.length > 0 ? local : issuers
  if (only === undefined || others.length > 0)
    throw new ConnectProblem(`the gateway trusts several issuers; choose yours with --issuer: ${issuers.join(', ')}`)
  return { issuer: only, scopes }
}

interface Metadata {
  readonly resource: string
  readonly authorization_servers: readonly string[]
  readonly scopes_supported: readonly string[]
}

async function readMetadata(gateway: string): Promise<Metadata> {
  const answer = await fetch(`${gateway}/.well-known/oauth-protected-resource`, {
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null)
  if (answer?.status !== 200) throw new ConnectProblem(`no gateway answers at ${gateway}; set STATEHOUSE_URL`)
  const {
    resource,
    authorization_servers: issuers,
    scopes_supported: scopes,
  } = (await answer.json()) as Record<string, unknown>
  return { resource: String(resource), authorization_servers: texts(issuers), scopes_supported: texts(scopes) }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
