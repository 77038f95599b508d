import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 65_536

/** Random bytes drawn in bulk: one call to the generator serves hundreds of parts. */
export interface RandomPool {
  /** Fresh bytes, never handed out twice. At most 64 KiB. */
  take(bytes: number): Buffer
}

export function createRandomPool(): RandomPool {
  let pool = Buffer.alloc(0)
  let used = 0
  return {
    take(bytes) {
      if (used + bytes > pool.byteLength) {
        // A new buffer each time: what was handed out still points into the old one.
        pool = randomFillSync(Buffer.allocUnsafeSlow(POOL_BYTES))
        used = 0
      }
      used += bytes
      return pool.subarray(used - bytes, used)
    },
  }
}
