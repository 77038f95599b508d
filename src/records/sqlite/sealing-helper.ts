import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { KeyRing } from '../key-ring.ts'
import type { Head } from './messages.ts'
import { type PackedRows, unpackRows } from './packed-rows.ts'
import type { Sealing } from './seal-heads.ts'

/** What the helper is asked: heads as JSON and their bytes. */
export interface SealingTask {
  readonly heads: string
  readonly bytes: Uint8Array
}

/** Rows of the entries that it sealed; segments and folding entries are the writer's own. */
export interface SealingDone extends PackedRows {
  readonly refused: readonly (readonly [head: number, why: string])[]
}

/**
 * A second thread that encrypts half of a large batch while the writer encrypts the other half. The writer waits for it
 * in place, so that a batch stays one uninterrupted step; if it fails, the writer does the work alone.
 */
export interface SealingHelper {
  begin(task: SealingTask): void
  /** The result of the last task; null when the helper doesn't answer. */
  finish(heads: readonly Head[]): (Sealing | null)[] | null
  stop(): void
}

/** Longer than any batch takes; after it the helper is given up, milliseconds. */
const PATIENCE_MS = 1_000

const WORKER_URL = new URL('./sealing-worker.ts', import.meta.url)

export function startSealingHelper(recordKey: KeyRing): SealingHelper {
  const { port1, port2 } = new MessageChannel()
  const done = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(WORKER_URL, {
    workerData: { recordKey, done, port: port2 },
    transferList: [port2],
    name: 'record-sealing',
  })
  let isGone = false
  let begun = 0
  worker.on('error', () => {
    isGone = true
  })
  worker.unref()
  port1.unref()

  return {
    begin(task) {
      if (isGone) return
      begun++
      port1.postMessage(task, [task.bytes.buffer as ArrayBuffer])
    },
    finish(heads) {
      const until = performance.now() + PATIENCE_MS
      while (!isGone && Atomics.load(done, 0) < begun) {
        const wait = until - performance.now()
        if (wait <= 0) isGone = true
        else Atomics.wait(done, 0, begun - 1, wait)
      }
      const answer = isGone ? undefined : (receiveMessageOnPort(port1)?.message as SealingDone | undefined)
      return answer === undefined ? null : sealingsOf(heads, answer)
    },
    stop() {
      isGone = true
      port1.close()
      void worker.terminate()
    },
  }
}

function sealingsOf(heads: readonly Head[], answer: SealingDone): (Sealing | null)[] {
  const refused = new Map(answer.refused)
  const next = unpackRows(answer)
  return heads.map((head, i) => {
    if ('spool' in head || head.folds !== undefined) return null
    const why = refused.get(i)
    return why === undefined ? { entry: next(head) } : { refused: why }
  })
}
