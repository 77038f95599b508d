import type { StoreUnavailable } from '../../core/ports.ts'
import type { Position } from '../../core/record.ts'
import type { Framed } from './batch-frame.ts'

/** Somebody who waits for a commit. */
export interface Waiting extends Framed {
  /** Monotonic milliseconds. */
  readonly since: number
  readonly resolve: (position: Position) => void
  readonly reject: (error: Error) => void
  readonly onLate?: ((position: Position) => void) | undefined
}

/** Caps of one batch: above them a commit takes longer without being cheaper for each record. */
const BATCH_RECORDS_MAX = 512
const BATCH_BYTES_MAX = 8_388_608

/** Caps of what waits: beyond them the store is slower than its callers, and says so rather than grow. */
const QUEUE_RECORDS_MAX = 16_384
const QUEUE_BYTES_MAX = 268_435_456

/** What was given while a commit was in flight: it becomes the next batch. */
export interface CommitQueue {
  readonly length: number
  /** False when the queue is full; nothing was queued then. */
  push(waiting: Waiting): boolean
  /** Puts something before everything else. */
  unshift(waiting: Waiting): void
  /** The next batch, in order; at least one record however large. */
  take(): Waiting[]
  /** Refuses everything that waits; returns how many that were. */
  refuse(error: StoreUnavailable): number
}

export function createCommitQueue(): CommitQueue {
  let queue: Waiting[] = []
  let bytes = 0
  return {
    get length() {
      return queue.length
    },
    push(waiting) {
      if (queue.length >= QUEUE_RECORDS_MAX || (queue.length > 0 && bytes + waiting.bytes > QUEUE_BYTES_MAX))
        return false
      queue.push(waiting)
      bytes += waiting.bytes
      return true
    },
    unshift(waiting) {
      queue.unshift(waiting)
      bytes += waiting.bytes
    },
    take() {
      let count = 0
      let taken = 0
      while (count < queue.length && count < BATCH_RECORDS_MAX) {
        const next = queue[count]!.bytes
        if (count > 0 && taken + next > BATCH_BYTES_MAX) break
        taken += next
        count++
      }
      const batch = queue.slice(0, count)
      queue = queue.slice(count)
      bytes -= taken
      return batch
    },
    refuse(error) {
      const refused = queue
      queue = []
      bytes = 0
      for (const waiting of refused) waiting.reject(error)
      return refused.length
    },
  }
}
