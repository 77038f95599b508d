import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { DetectorFault } from '../../redaction/detector-fault.ts'
import type { EngineDefinition } from '../../redaction/engine-definition.ts'
import type { ScanFault, ScanFindings, ScanTexts } from './scan-texts.ts'

/** What a worker is given, and what it answers. */
export interface ScanJob {
  readonly key: string
  readonly definition: EngineDefinition
  readonly texts: ScanTexts
  readonly tolerant: boolean
}
export type ScanAnswer = { readonly findings: ScanFindings } | { readonly fault: ScanFault }

/** Workers that look through long texts, so that nobody else waits for them, and that are ended when they take too long. */
export interface ScanPool {
  /**
   * Rejects with a {@link DetectorFault}: `late` after `deadlineMs`, in which the start of a worker doesn't count, `stopped`
   * where the worker ended by itself.
   */
  scan(job: ScanJob, deadlineMs: number): Promise<ScanFindings>
  /** Workers that run; none before the first long text. */
  readonly size: number
  close(): Promise<void>
}

const WORKERS_MAX = 2

/** What a worker says first, and how long its start may take, milliseconds: it loads the engine. */
export const READY = 'ready'
const START_MS = 20_000

interface Waiting {
  readonly job: ScanJob
  readonly deadlineMs: number
  readonly resolve: (findings: ScanFindings) => void
  readonly reject: (fault: DetectorFault) => void
}

export function createScanPool(url: URL = new URL('./scan-worker.ts', import.meta.url)): ScanPool {
  /** What is to be done when a worker ends by itself; null while it has no job. */
  const workers = new Map<Worker, (() => void) | null>()
  const ready = new WeakMap<Worker, Promise<unknown>>()
  const idle: Worker[] = []
  const queue: Waiting[] = []
  let closed = false

  function next(): void {
    while (queue.length > 0 && (idle.length > 0 || workers.size < WORKERS_MAX))
      run(idle.pop() ?? started(), queue.shift()!)
  }

  function started(): Worker {
    const worker = new Worker(url, { name: 'scan' })
    workers.set(worker, null)
    ready.set(
      worker,
      once(worker, 'message').catch(() => undefined),
    )
    for (const event of ['error', 'messageerror', 'exit'] as const) worker.on(event, () => gone(worker))
    // A gateway that is done doesn't wait for an idle worker.
    worker.unref()
    return worker
  }

  /** A worker that failed may be in any state: it is ended, and the next job starts another. */
  function gone(worker: Worker): void {
    const stopped = workers.get(worker)
    if (stopped === undefined) return
    workers.delete(worker)
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1)
    void worker.terminate()
    stopped?.()
  }

  function run(worker: Worker, { job, deadlineMs, resolve, reject }: Waiting): void {
    const fail = (kind: 'late' | 'stopped'): void => {
      clearTimeout(timer)
      reject(new DetectorFault('scan-worker', kind))
      if (!closed) next()
    }
    const late = (): void => {
      workers.set(worker, null)
      gone(worker)
      fail('late')
    }
    let timer = setTimeout(late, START_MS)
    workers.set(worker, () => fail('stopped'))
    void ready.get(worker)!.then(() => {
      // One that was ended meanwhile has said so.
      if (!workers.has(worker)) return
      clearTimeout(timer)
      timer = setTimeout(late, deadlineMs)
      worker.once('message', answered)
      worker.postMessage(job)
    })

    function answered(answer: ScanAnswer): void {
      clearTimeout(timer)
      // One that was ended meanwhile has nothing more to say.
      if (!workers.has(worker)) return
      workers.set(worker, null)
      idle.push(worker)
      if ('findings' in answer) resolve(answer.findings)
      else reject(new DetectorFault(answer.fault.detector, answer.fault.kind))
      next()
    }
  }

  return {
    scan: (job, deadlineMs) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new DetectorFault('scan-worker', 'stopped'))
        queue.push({ job, deadlineMs, resolve, reject })
        next()
      }),
    get size() {
      return workers.size
    },
    async close() {
      closed = true
      for (const { reject } of queue.splice(0)) reject(new DetectorFault('scan-worker', 'stopped'))
      await Promise.all([...workers.keys()].map((worker) => worker.terminate()))
    },
  }
}
