import { randomFillSync } from 'node:crypto'
import type { Clock, EntryId, ExchangeId, IdSource } from '../core/ids.ts'
import { uuidV7 } from '../core/uuid-v7.ts'

const POOL_BYTES = 4096

/** UUIDv7s in strictly rising order within this process, also while the clock stands still or goes back. */
export function createIdSource(clock: Clock): IdSource {
  const pool = Buffer.alloc(POOL_BYTES)
  let used = POOL_BYTES
  let lastMs = 0
  let counter = 0

  function next(): string {
    const now = clock.now()
    if (now > lastMs) {
      lastMs = now
      counter = 0
    } else if (++counter > 0xfff) {
      // 4,096 ids in a millisecond: borrow the next one (RFC 9562 6.2).
      lastMs++
      counter = 0
    }
    if (used + 8 > POOL_BYTES) {
      randomFillSync(pool)
      used = 0
    }
    used += 8
    return uuidV7(lastMs, counter, pool.subarray(used - 8, used))
  }

  return { exchangeId: () => next() as ExchangeId, entryId: () => next() as EntryId }
}
