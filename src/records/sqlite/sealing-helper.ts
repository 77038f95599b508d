import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { KeyRing } from '../key-ring.ts'
import type { Head } from './messages.ts'
import { type PackedRows, unpackRows } from './packed-rows.ts'
import type { Sealing } from './seal-heads.ts'

/** What the helper is given: heads as JSON and their bytes. */
export interface Sealable {
  readonly heads: string
  readonly bytes: Uint8Array
}

export interface SealingTask extends Sealable {
  readonly number: number
}

/** Rows of the entries that it sealed; segments and folding entries are the writer's own. */
export interface SealingDone extends PackedRows {
  /** Of the task. */
  readonly number: number
  readonly refused: readonly (readonly [head: number, why: string])[]
}

/**
 * A second thread that encrypts half of a large batch while the writer encrypts the other half. The writer waits for it
 * in place, so that a batch stays one uninterrupted step; if it fails, the writer does the work alone.
 */
export interface SealingHelper {
  begin(work: Sealable): void
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

  /** The last task's result. Those of batches that failed before they asked lie in front of it. */
  function newest(): SealingDone | undefined {
    let answer: SealingDone | undefined
    do answer = receiveMessageOnPort(port1)?.message as SealingDone | undefined
    while (answer !== undefined && answer.number < begun)
    return answer
  }

  return {
    begin({ heads, bytes }) {
      if (isGone) return
      const task: SealingTask = { number: ++begun, heads, bytes }
      port1.postMessage(task, [bytes.buffer as ArrayBuffer])
    },
    finish(heads) {
      const until = performance.now() + PATIENCE_MS
      for (let count = Atomics.load(done, 0); !isGone && count < begun; count = Atomics.load(done, 0)) {
        const wait = until - performance.now()
        if (wait <= 0) isGone = true
        else Atomics.wait(done, 0, count, wait)
      }
      const answer = isGone ? undefined : newest()
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
