import { readFileSync } from 'node:fs'
import { Pool } from 'undici'
import type { UpstreamTarget } from './target.ts'

/** Connection pools, one for each upstream origin; every one verifies the certificate chain. */
export interface Egress {
  pool(target: UpstreamTarget): Pool
  close(): Promise<void>
}

/**
 * @param caFile extra certificate authorities (PEM) that every upstream may chain to: the agency's own.
 */
export function createEgress(caFile: string | null): Egress {
  const pools = new Map<string, Pool>()
  const agencyCa = caFile === null ? [] : [readFileSync(caFile, 'utf8')]
  return {
    pool(target) {
      const key = `${target.origin} ${target.caFile ?? ''}`
      const known = pools.get(key)
      if (known) return known
      const ca = target.caFile === null ? agencyCa : [...agencyCa, readFileSync(target.caFile, 'utf8')]
      const pool = new Pool(target.origin, {
        connections: 256,
        pipelining: 1,
        // Shorter than the five seconds after which common servers close: a request must not race with that. A server that
        // names its own time (`Keep-Alive: timeout`) is believed.
        keepAliveTimeout: 4_000,
        // The phases are timed by the forwarder, which knows why it gives up; undici's own timers stay off.
        headersTimeout: 0,
        bodyTimeout: 0,
        // Redirects are not followed (no interceptor), and a certificate is always checked.
        connect: {
          timeout: target.timeouts.connectMs,
          rejectUnauthorized: true,
          minVersion: 'TLSv1.2',
          ...(ca.length > 0 ? { ca } : {}),
        },
      })
      pools.set(key, pool)
      return pool
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}
