import type { Clock } from '../core/ids.ts'
import type { QuotaUse } from '../core/quota.ts'

/** How long the list of gateways is believed, milliseconds. */
const LOOK_EVERY_MS = 1_000

/** Stands between a quota's key and the gateway that counted. */
const OF_GATEWAY = '|@'

/** What other gateways of the log have counted: each has rows of its own, so that none overwrites another's. */
export interface PeerQuotas {
  /** The key of this gateway's own row. */
  ownKey(key: string): string
  /** This gateway's use and what the others have recorded; what they have reserved isn't known here. */
  withPeers(key: string, own: QuotaUse): QuotaUse
}

/** @param gateway its name in the log; null: it is the only one, and its rows carry no name. */
export function createPeerQuotas(
  clock: Clock,
  stored: ReadonlyMap<string, unknown>,
  gateway: string | null,
): PeerQuotas {
  let peers: readonly string[] = []
  let lookedAt = Number.NEGATIVE_INFINITY

  function peersNow(): readonly string[] {
    if (Math.abs(clock.now() - lookedAt) < LOOK_EVERY_MS) return peers
    lookedAt = clock.now()
    const names = new Set<string>()
    for (const key of stored.keys()) {
      const at = key.lastIndexOf(OF_GATEWAY)
      if (at >= 0) names.add(key.slice(at + OF_GATEWAY.length))
    }
    peers = [...names].filter((name) => name !== gateway)
    return peers
  }

  return {
    ownKey: (key) => (gateway === null ? key : `${key}${OF_GATEWAY}${gateway}`),
    withPeers(key, own) {
      if (gateway === null) return own
      const sum = { ...own }
      for (const peer of peersNow()) {
        const use = stored.get(`${key}${OF_GATEWAY}${peer}`) as Partial<QuotaUse> | undefined
        if (use === undefined) continue
        sum.requests += use.requests ?? 0
        sum.tokens += use.tokens ?? 0
        sum.cost += use.cost ?? 0
        // A minute in which two gateways were used counts twice.
        sum.activeMinutes += use.activeMinutes ?? 0
        sum.lastMinute = Math.max(sum.lastMinute, use.lastMinute ?? -1)
      }
      return sum
    },
  }
}
