import { monotonicMicros } from '../measure/clock.ts'
import { type CpuTime, cpuTime, since } from '../measure/cpu.ts'
import { residentMegabytes } from '../measure/memory.ts'
import { quantile } from '../measure/statistics.ts'
import { type Connection, openConnection } from './connection.ts'
import { requestSource, type Target } from './requests.ts'

export interface Streams extends Target {
  readonly streams: number
  readonly forMs: number
  /** Streams begin, and begin again, spread over this span. */
  readonly spreadMs: number
  readonly pid: number
}

/** Null where nothing was counted. */
export interface Spread {
  readonly p50: number | null
  readonly p99: number | null
}

export interface StreamsResult {
  readonly chunks: number
  readonly ended: number
  readonly firstMs: Spread
  readonly delayMs: Spread
  readonly cpu: CpuTime
  readonly megabytes: number
  readonly failed: Readonly<Record<number, number>>
}

const SENT_AT = /"t(\d{6,})"/g

/** Many open streams at once; each chunk tells when the upstream sent it. */
export async function streams({ streams: count, forMs, spreadMs, pid, ...target }: Streams): Promise<StreamsResult> {
  const next = requestSource(target)
  const port = Number(new URL(target.url).port)
  const firsts: number[] = []
  const delays: number[] = []
  const failed: Record<number, number> = {}
  let ended = 0
  let isMeasured = false
  let over = false

  const run = (connection: Connection, offsetMs: number): Promise<void> =>
    new Promise((resolve) => {
      const ask = (): void => {
        if (over) return resolve()
        const askedAt = monotonicMicros()
        // A stream that was open already when the measurement began has no first chunk in it.
        let isFirst = isMeasured
        let rest = ''
        connection.send(next(), {
          onPiece(text) {
            const now = monotonicMicros()
            const all = rest + text
            let read = 0
            for (const match of all.matchAll(SENT_AT)) {
              read = match.index + match[0].length
              if (!isMeasured) continue
              if (isFirst) firsts.push((now - askedAt) / 1_000)
              else delays.push((now - Number(match[1])) / 1_000)
              isFirst = false
            }
            rest = all.slice(Math.max(read, all.length - 24))
          },
          onEnd(status) {
            if (isMeasured) ended++
            if (status !== 200) failed[status] = (failed[status] ?? 0) + 1
            setTimeout(ask, status === 200 ? Math.random() * spreadMs : 100)
          },
        })
      }
      setTimeout(ask, offsetMs)
    })

  const open = Array.from({ length: count }, () => openConnection(port))
  // They begin over a second at least, so that they are at different places of their answers.
  const running = open.map((connection, i) => run(connection, (i / count) * Math.max(1_000, spreadMs)))
  await new Promise((resolve) => setTimeout(resolve, Math.max(1_000, spreadMs) + 500))
  const before = cpuTime(pid)
  isMeasured = true
  await new Promise((resolve) => setTimeout(resolve, forMs))
  isMeasured = false
  const cpu = since(before, cpuTime(pid))
  const megabytes = residentMegabytes(pid)
  over = true
  await Promise.all(running)
  for (const connection of open) connection.close()
  const at = (values: readonly number[], q: number) => (values.length === 0 ? null : quantile(values, q))
  const spread = (values: readonly number[]): Spread => ({ p50: at(values, 0.5), p99: at(values, 0.99) })
  const chunks = firsts.length + delays.length
  return { chunks, ended, firstMs: spread(firsts), delayMs: spread(delays), cpu, megabytes, failed }
}
