import { type CpuTime, cpuTime, since } from '../measure/cpu.ts'
import { type Connection, openConnection } from './connection.ts'
import { requestSource, type Target } from './requests.ts'

export interface OpenLoop extends Target {
  readonly perSecond: number
  readonly forMs: number
  /** The process whose processor time is counted. */
  readonly pid: number
}

export interface OpenLoopResult {
  /** Milliseconds from the time a request was due to the end of its answer. */
  readonly latencies: readonly number[]
  readonly cpu: CpuTime
  readonly failed: Readonly<Record<number, number>>
}

const CONNECTIONS_MAX = 256
/** Timers are late by up to a millisecond, so the last one is waited for turn by turn. */
const SPIN_MS = 1.2

/** Sends at a fixed rate whatever comes back; a late answer doesn't excuse the ones behind it. */
export async function openLoop({ perSecond, forMs, pid, ...target }: OpenLoop): Promise<OpenLoopResult> {
  const next = requestSource(target)
  const port = Number(new URL(target.url).port)
  const idle: Connection[] = []
  const latencies: number[] = []
  const failed: Record<number, number> = {}
  const pending: Promise<void>[] = []
  let opened = 0
  const before = cpuTime(pid)
  const start = performance.now() + 20
  const total = Math.floor((forMs / 1_000) * perSecond)
  for (let i = 0; i < total; i++) {
    const due = start + (i * 1_000) / perSecond
    await until(due)
    const connection = idle.pop() ?? (opened++ < CONNECTIONS_MAX ? openConnection(port) : null)
    if (connection === null) {
      failed[-1] = (failed[-1] ?? 0) + 1
      continue
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    pending.push(promise)
    connection.send(next(), {
      onEnd(status) {
        if (status === 200) latencies.push(performance.now() - due)
        else failed[status] = (failed[status] ?? 0) + 1
        idle.push(connection)
        resolve()
      },
    })
  }
  await Promise.all(pending)
  for (const connection of idle) connection.close()
  return { latencies, cpu: since(before, cpuTime(pid)), failed }
}

async function until(due: number): Promise<void> {
  const wait = due - performance.now() - SPIN_MS
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  while (performance.now() < due) await new Promise((resolve) => setImmediate(resolve))
}
