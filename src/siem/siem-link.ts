import { Worker } from 'node:worker_threads'
import type { SiemOrders, SiemRequest, SiemSettings, SinkReport } from './siem-messages.ts'

/** A sink as `/readyz` and `/metrics` show it. */
export interface SinkStatus {
  readonly id: string
  /** Entries of the log that it wasn’t given yet. */
  readonly behind: number
  readonly fault: string | null
}

/** The thread that feeds sinks, seen from the gateway's. No request waits for it. */
export interface SiemLink {
  /** What the policy in force says; the thread is there once there is a sink. */
  follow(orders: SiemOrders): void
  status(size: number): readonly SinkStatus[]
  close(): Promise<void>
}

/** How long a thread that failed is left alone, milliseconds. */
const RESTART_MS = 5_000
const WORKER_URL = new URL('./siem-worker.ts', import.meta.url)

export function openSiem(settings: SiemSettings, onFault: (error: unknown) => void): SiemLink {
  const reports = new Map<string, SinkReport>()
  let worker: Worker | null = null
  let isClosed = false
  let orders: SiemOrders = { person: 'pseudonym', sinks: [], providers: {} }

  function started(): Worker {
    if (worker !== null) return worker
    const next = new Worker(WORKER_URL, { workerData: settings, name: 'siem' })
    next.on('message', (report: SinkReport) => {
      if (orders.sinks.some(({ id }) => id === report.id)) reports.set(report.id, report)
    })
    next.on('error', onFault)
    next.on('exit', () => {
      worker = null
      if (isClosed) return
      for (const [id, report] of reports) reports.set(id, { ...report, fault: 'the thread that feeds it stopped' })
      // It goes on from where each sink was.
      setTimeout(() => {
        if (!isClosed) started().postMessage({ kind: 'orders', orders } satisfies SiemRequest)
      }, RESTART_MS).unref()
    })
    worker = next
    return next
  }

  return {
    follow(next) {
      orders = next
      reports.clear()
      if (worker !== null || next.sinks.length > 0)
        started().postMessage({ kind: 'orders', orders } satisfies SiemRequest)
    },
    status(size) {
      return orders.sinks.map(({ id }) => {
        const report = reports.get(id)
        return { id, behind: Math.max(0, size - (report?.upTo ?? 0)), fault: report?.fault ?? null }
      })
    },
    async close() {
      isClosed = true
      const closing = worker
      if (closing === null) return
      const exited = new Promise<void>((resolve) => closing.once('exit', () => resolve()))
      closing.postMessage({ kind: 'close' } satisfies SiemRequest)
      await exited
    },
  }
}
