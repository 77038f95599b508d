import { type Dispatcher, Pool, ProxyAgent } from 'undici'

/** The agency's proxy to the Internet, and what is reached without it. */
export interface EgressProxy {
  /** `http://HOST:PORT` or `https://…`. */
  readonly url: string
  /** Host names, and `.suffixes` of them, that are this side of it. */
  readonly direct: readonly string[]
}

/** Where a request is handed over: a pool of one origin, or the way to it through a proxy. */
export type Upstream = Pick<Dispatcher, 'dispatch'> & { destroy(): Promise<void> }

export interface ProxiedOptions {
  readonly origin: string
  /** Tunnels to it that may be open at once. */
  readonly connections: number
  /** For the proxy's own connection, for its answer, and for the far end's greeting, milliseconds each. */
  readonly connectMs: number
  /** As for a direct connection: how the far end's certificate is verified. */
  readonly tls: object
  /** As for a direct connection. */
  readonly pool: Pool.Options
}

/**
 * One origin through the proxy: a tunnel for each connection (RFC 9110 9.3.6), also where there is no TLS, so that the proxy
 * sees host and port and nothing more. The far end's certificate is verified as without a proxy.
 */
export function throughProxy(proxy: EgressProxy, options: ProxiedOptions): Upstream {
  const { origin, connectMs } = options
  const agent = new ProxyAgent({
    ...options.pool,
    uri: proxy.url,
    connections: options.connections,
    proxyTls: { timeout: connectMs },
    requestTls: { ...options.tls, servername: new URL(origin).hostname, timeout: connectMs },
    // A proxy that takes the connection and says nothing is given up like an upstream that does.
    clientFactory: (url, given) =>
      new Pool(url, { ...(given as object), headersTimeout: connectMs, connections: null }),
  })
  return {
    dispatch: (request: Dispatcher.DispatchOptions, handler) => agent.dispatch({ ...request, origin }, handler),
    destroy: () => agent.destroy(),
  }
}

/** Whether a host is reached without the proxy: what is named so, and this machine. */
export function isDirect({ direct }: EgressProxy, hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  if (host === 'localhost' || host === '::1' || /^127\./.test(host)) return true
  return direct.some((one) => (one.startsWith('.') ? host.endsWith(one) : host === one))
}
