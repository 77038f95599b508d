import type { Clock } from '../../core/ids.ts'
import { subkey, tag } from '../session/seal.ts'

const HOUR_MS = 3_600_000
/** So many addresses are remembered at most: a flood from everywhere must not take all memory. */
const ADDRESSES_MAX = 50_000

export interface AddressLimit {
  /** Seconds to wait; null: the message may be sent, and is counted. */
  take(address: string, perHour: number): number | null
}

/**
 * How much comes from where. An address is a keyed digest from the moment that it is looked at, in memory alone, for an hour
 * at most; the key is made at start and kept nowhere.
 */
export function addressLimit(clock: Clock, secret: Uint8Array, addressesMax = ADDRESSES_MAX): AddressLimit {
  const key = subkey(secret, 'public chat addresses')
  const counted = new Map<string, { count: number; readonly until: number }>()
  const forget = (now: number): void => {
    for (const [digest, { until }] of counted) {
      // Oldest first, so the rest is younger.
      if (now < until && counted.size < addressesMax) return
      counted.delete(digest)
    }
  }
  return {
    take(address, perHour) {
      const now = clock.now()
      forget(now)
      const digest = tag(key, address)
      const known = counted.get(digest)
      if (known === undefined) {
        counted.set(digest, { count: 1, until: now + HOUR_MS })
        return null
      }
      if (known.count >= perHour) return Math.ceil((known.until - now) / 1_000)
      known.count++
      return null
    },
  }
}
