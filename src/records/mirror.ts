import { Worker } from 'node:worker_threads'
import type { ObjectStoreSettings } from './objects/object-store.ts'

/** A record is in the mirror within this time, milliseconds; later than that it is shown as late. */
export const MIRROR_WITHIN_MS = 1_000

/** What `/readyz` says of the second disk or the object store. */
export interface MirrorStatus {
  /** Entries that survive the loss of the first disk. */
  readonly size: number
  /** Entries that only the first disk has. */
  readonly behind: number
  /** Whether the oldest of them has waited longer than {@link MIRROR_WITHIN_MS}. */
  readonly late: boolean
  readonly fault: string | null
}

export interface Mirror {
  status(): MirrorStatus
  /** Copies what is there now; resolves when that survives the loss of the first disk, or has failed. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** What a mirror’s thread is started with. */
export interface MirrorSettings {
  readonly dataFolder: string
  readonly mirrorFolder: string
}

/** What the thread of one in an object store is started with. */
export interface ObjectMirrorSettings {
  readonly dataFolder: string
  readonly objects: ObjectStoreSettings
}

export type MirrorReply = { readonly size: number; readonly fault: string | null }

const LOOK_EVERY_MS = 200

/** Keeps a copy of the log elsewhere, by a thread of its own; the log doesn’t wait for it. */
export function startMirror(url: URL, settings: MirrorSettings | ObjectMirrorSettings, size: () => number): Mirror {
  const worker = new Worker(url, { workerData: settings, name: 'mirror' })
  let last: MirrorReply = { size: 0, fault: null }
  let behindSince: number | null = null
  let waiting: PromiseWithResolvers<void> | null = null
  let isOver = false

  function end(fault: string): void {
    isOver = true
    last = { ...last, fault }
    waiting?.resolve()
  }

  worker.on('message', (reply: MirrorReply) => {
    last = reply
    if (reply.size >= size()) behindSince = null
    waiting?.resolve()
    waiting = null
  })
  worker.on('error', (error: unknown) => end(error instanceof Error ? error.message : String(error)))
  worker.on('exit', () => end(last.fault ?? 'the mirror’s thread ended'))

  function flush(): Promise<void> {
    if (isOver) return Promise.resolve()
    if (waiting === null) {
      waiting = Promise.withResolvers()
      worker.postMessage('copy')
    }
    return waiting.promise
  }

  const looking = setInterval(() => {
    if (size() <= last.size && last.fault === null) return
    behindSince ??= performance.now()
    void flush()
  }, LOOK_EVERY_MS)

  return {
    status: () => ({
      ...last,
      behind: Math.max(0, size() - last.size),
      late: behindSince !== null && performance.now() - behindSince > MIRROR_WITHIN_MS,
    }),
    flush,
    async close() {
      clearInterval(looking)
      // What a copy under way has missed is taken by another one.
      await flush()
      if (last.size < size()) await flush()
      isOver = true
      await worker.terminate()
    },
  }
}
