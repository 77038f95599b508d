import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import { Agent, fetch, Pool, ProxyAgent } from 'undici'
import { AddressRefused, addressAllowed, guardedLookup } from './address-guard.ts'
import type { UpstreamTarget } from './target.ts'
import { type EgressProxy, isDirect, throughProxy, type Upstream } from './through-proxy.ts'

/** Connection pools, one for each upstream origin; every one verifies the certificate chain. */
export interface Egress {
  /** Throws {@link AddressRefused} for a literal address that the catalog didn't approve. */
  pool(target: UpstreamTarget): Upstream
  /** Fetches an issuer's keys, asks a witness or a detector, with the same certificate authorities. */
  readonly fetch: (
    url: string,
    init: {
      signal: AbortSignal
      redirect: 'error'
      headers: Record<string, string>
      method?: string
      body?: string
    },
  ) => Promise<Response>
  close(): Promise<void>
}

/** Open connections to one origin. Beyond them requests wait for one, within the time for connecting. */
const CONNECTIONS_MAX = 4_096
/** Redirects are not followed (no interceptor), and a certificate is always checked. */
const TIMING = {
  pipelining: 1,
  // Shorter than the five seconds after which common servers close: a request must not race with that. A server that names
  // its own time (`Keep-Alive: timeout`) is believed.
  keepAliveTimeout: 4_000,
  // The phases are timed by the forwarder, which knows why it gives up; undici's own timers stay off.
  headersTimeout: 0,
  bodyTimeout: 0,
} as const

/**
 * @param caFile extra certificate authorities (PEM) that every upstream may chain to: the agency's own.
 * @param proxy the way to what the catalog has on the Internet, and to identity providers and witnesses there; systems of
 * the agency's own network are reached directly.
 */
export function createEgress(caFile: string | null, proxy: EgressProxy | null = null): Egress {
  const pools = new Map<string, Upstream>()
  const agencyCa = caFile === null ? [] : [readFileSync(caFile, 'utf8')]
  const agencyTls = { rejectUnauthorized: true, ...trusting(agencyCa) }
  const agent = new Agent({ connect: agencyTls })
  const tunnels = proxy === null ? null : new ProxyAgent({ uri: proxy.url, requestTls: agencyTls })
  const wayTo = (host: string): Agent | ProxyAgent => (tunnels === null || isDirect(proxy!, host) ? agent : tunnels)
  return {
    fetch: async (url, init) =>
      (await fetch(url, { ...init, dispatcher: wayTo(new URL(url).hostname) })) as unknown as Response,
    pool(target) {
      const key = `${target.origin} ${target.caFile ?? ''} ${target.cidr ?? target.network}`
      const known = pools.get(key)
      if (known) return known
      const isAllowed = addressAllowed(target)
      const host = new URL(target.origin).hostname.replace(/^\[|\]$/g, '')
      // A literal address is never looked up, so it is judged here.
      if (isIP(host) !== 0 && !isAllowed(host)) throw new AddressRefused(`${host} is not approved for this system`)
      const ca = target.caFile === null ? agencyCa : [...agencyCa, readFileSync(target.caFile, 'utf8')]
      const tls = { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...trusting(ca) } as const
      const { connectMs } = target.timeouts
      const isTunnelled = proxy !== null && target.network === 'public' && !isDirect(proxy, host)
      const pool = isTunnelled
        ? throughProxy(proxy, { origin: target.origin, connections: CONNECTIONS_MAX, connectMs, tls, pool: TIMING })
        : new Pool(target.origin, {
            ...TIMING,
            // One for each open stream: a thousand people may be reading answers at once.
            connections: CONNECTIONS_MAX,
            connect: { timeout: connectMs, lookup: guardedLookup(isAllowed) as never, ...tls },
          })
      pools.set(key, pool)
      return pool
    },
    async close() {
      await Promise.all([agent, ...(tunnels === null ? [] : [tunnels]), ...pools.values()].map((way) => way.destroy()))
    },
  }
}

/** Naming authorities replaces the public ones, so those are named too: more are trusted, not others. */
function trusting(ca: readonly string[]): { ca?: string[] } {
  return ca.length === 0 ? {} : { ca: [...rootCertificates, ...ca] }
}
