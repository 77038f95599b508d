/** One upstream endpoint as the catalog approved it. */
export interface UpstreamTarget {
  /** Scheme, host and port; no path. */
  readonly origin: string
  /** Path below which the wire's own path stands; no trailing slash. */
  readonly basePath: string
  /** Where its addresses may lie; `private` means in `cidr` exactly. */
  readonly network: 'public' | 'private' | 'loopback'
  readonly cidr: string | null
  /** Extra certificate authority for this system, or null. */
  readonly caFile: string | null
  readonly timeouts: {
    readonly connectMs: number
    /** From the last request byte to the response headers. */
    readonly firstByteMs: number
    /** Between two pieces of the body. */
    readonly idleMs: number
  }
}

/** Why an upstream gave no whole answer. */
export type UpstreamFailure = 'unavailable' | 'tls' | 'timeout' | 'truncated' | 'too_large'
