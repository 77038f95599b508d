import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { KeyRing } from '../key-ring.ts'
import type { ExaminedParts, PartHelper } from '../verify-entry.ts'

/** Entries that one thread takes at a time. */
export const SHARE = 512

/** Results that the helper may be ahead by, in shares: they wait in memory. */
export const AHEAD_MAX = 8

export interface VerifyHelperSettings {
  readonly folder: string
  readonly recordKey: KeyRing
  readonly from: number
  readonly size: number
  readonly results: MessagePort
  /** How many shares are done; how many were taken over; whether it is to stop. -1 for done: the helper has failed. */
  readonly counts: SharedArrayBuffer
}

/** Of one share, by index; `share` is its number. */
export interface ShareResult {
  readonly share: number
  readonly examined: readonly (readonly [index: number, parts: ExaminedParts])[]
}

const WORKER_URL = new URL('./verify-worker.ts', import.meta.url)

/** How long the helper may take for one share, milliseconds; then whoever waits does without it. */
const PATIENCE_MS = 30_000

/** Whether a share is the helper's: each second one. */
export function isHelpers(index: number): boolean {
  return Math.floor(index / SHARE) % 2 === 1
}

/** A thread that opens and hashes the contents of each second share of a log, a few shares ahead of who verifies it. */
export function startVerifyHelper(
  folder: string,
  recordKey: KeyRing,
  from: number,
  size: number,
): PartHelper & { close(): Promise<void> } {
  const counts = new SharedArrayBuffer(12)
  const shared = new Int32Array(counts)
  const { port1: results, port2 } = new MessageChannel()
  const workerData = { folder, recordKey, from, size, results: port2, counts }
  const worker = new Worker(WORKER_URL, { workerData, transferList: [port2], name: 'verify-helper' })
  // Whoever waits for it finds nothing, and looks for itself.
  worker.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let isLost = false
  let taken = 0
  let share = new Map<number, ExaminedParts>()
  let shareOf = -1

  /** The result of a share; those before it, which nobody asked for, are passed over. */
  function take(wanted: number): Map<number, ExaminedParts> {
    for (;;) {
      const done = Atomics.load(shared, 0)
      if (done < 0 || isLost) return new Map()
      if (done <= taken) {
        isLost = Atomics.wait(shared, 0, done, PATIENCE_MS) === 'timed-out'
        continue
      }
      const { message } = receiveMessageOnPort(results) as { message: ShareResult }
      Atomics.store(shared, 1, ++taken)
      Atomics.notify(shared, 1)
      if (message.share === wanted) return new Map(message.examined)
    }
  }

  return {
    // All of a share or nothing of it, also of the last one.
    takes: (index) => isHelpers(index) && Math.floor(index / SHARE) * SHARE < size,
    examined(index) {
      const wanted = Math.floor(index / SHARE)
      if (wanted !== shareOf) {
        shareOf = wanted
        share = take(wanted)
      }
      return share.get(index) ?? null
    },
    async close() {
      // Not ended from outside: it may be reading.
      Atomics.store(shared, 2, 1)
      Atomics.store(shared, 1, 2 ** 31 - 1)
      Atomics.notify(shared, 1)
      results.close()
      await ended
    },
  }
}
