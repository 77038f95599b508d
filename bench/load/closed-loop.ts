import { type CpuTime, cpuTime, since } from '../measure/cpu.ts'
import { type Connection, openConnection } from './connection.ts'
import { requestSource, type Target } from './requests.ts'

export interface ClosedLoop extends Target {
  readonly connections: number
  readonly forMs: number
  /** The process whose processor time is counted. */
  readonly pid: number
}

export interface ClosedLoopResult {
  readonly requests: number
  readonly seconds: number
  readonly cpu: CpuTime
  /** Answers that were no success, by status. */
  readonly failed: Readonly<Record<number, number>>
}

/** Every connection asks again as soon as it has its answer. */
export async function closedLoop({ connections, forMs, pid, ...target }: ClosedLoop): Promise<ClosedLoopResult> {
  const next = requestSource(target)
  const port = Number(new URL(target.url).port)
  const failed: Record<number, number> = {}
  let requests = 0
  let over = false
  const run = (connection: Connection): Promise<void> =>
    new Promise((resolve) => {
      const ask = (): void => {
        if (over) return resolve()
        connection.send(next(), listener)
      }
      const listener = {
        onEnd(status: number): void {
          if (status === 200) requests++
          else failed[status] = (failed[status] ?? 0) + 1
          ask()
        },
      }
      ask()
    })
  const open = Array.from({ length: connections }, () => openConnection(port))
  const running = open.map(run)
  const before = cpuTime(pid)
  const start = performance.now()
  await new Promise((resolve) => setTimeout(resolve, forMs))
  const counted = requests
  const seconds = (performance.now() - start) / 1_000
  const cpu = since(before, cpuTime(pid))
  over = true
  await Promise.all(running)
  for (const connection of open) connection.close()
  return { requests: counted, seconds, cpu, failed }
}
