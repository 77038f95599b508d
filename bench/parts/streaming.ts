import { join } from 'node:path'
import type { Bed } from '../bed.ts'
import type { StreamsResult } from '../load/streams.ts'
import { type ThreadTimes, threadTimes } from '../measure/cpu.ts'
import { residentMegabytes } from '../measure/memory.ts'
import { median } from '../measure/statistics.ts'
import type { BenchOptions } from '../options.ts'
import { FINAL_MODEL } from '../policies.ts'

const TARGETS = ['direct', 'plain', 'bare', 'governed: final', 'governed: segment'] as const
export type StreamTarget = (typeof TARGETS)[number]

/** 4,000 and 5,000 chunks a second; answers of two and of three seconds. */
const SHAPES = [
  { streams: 200, everyMs: 50, count: 40, spreadMs: 50 },
  { streams: 1_000, everyMs: 200, count: 15, spreadMs: 200 },
] as const

/** Processor time is of one chunk. */
export interface StreamRow extends ThreadTimes {
  readonly streams: number
  readonly target: StreamTarget
  readonly first: { readonly p50: number; readonly p99: number }
  readonly delay: { readonly p50: number; readonly p99: number }
  readonly chunksPerSecond: number
  readonly failed: number
}

export interface Streaming {
  readonly rows: readonly StreamRow[]
  readonly parts: Readonly<Record<string, number>>
  /** Resident memory that 1,000 open streams add to a gateway that had served nothing, MB. */
  readonly megabytes: number
  /** What its main thread held after them. */
  readonly held: NodeJS.MemoryUsage
}

export async function measureStreams(bed: Bed, options: BenchOptions): Promise<Streaming> {
  const rows: StreamRow[] = []
  let parts: Record<string, number> = {}
  for (const shape of SHAPES) {
    const rounds = new Map<StreamTarget, { result: StreamsResult; forMs: number }[]>(
      TARGETS.map((target) => [target, []]),
    )
    for (let round = 0; round < options.streamRounds; round++) {
      for (let turn = 0; turn < TARGETS.length; turn++) {
        const target = TARGETS[(turn + round) % TARGETS.length]!
        if (options.mode === 'quick' && round > 0 && (target === 'direct' || target === 'bare')) continue
        rounds.get(target)!.push(await runRound(bed, target, shape, options.streamMs))
      }
    }
    for (const target of TARGETS) rows.push(rowOf(shape.streams, target, rounds.get(target)!))
    if (shape.streams === 1_000) parts = await profiled(bed, shape, options)
  }
  return { rows, parts, ...(await memoryOfStreams(bed, options)) }
}

function childOf(bed: Bed, target: StreamTarget) {
  if (target === 'direct') return bed.upstream
  return target === 'plain' || target === 'bare' ? bed[target] : bed.gateway
}

async function memoryOfStreams(bed: Bed, options: BenchOptions): Promise<Pick<Streaming, 'megabytes' | 'held'>> {
  const gateway = await bed.freshGateway()
  try {
    const before = residentMegabytes(gateway.pid)
    const { result } = await runRound({ ...bed, gateway }, 'governed: segment', SHAPES[1], options.streamMs)
    const held = await gateway.ask<NodeJS.MemoryUsage>({ kind: 'memory' })
    return { megabytes: result.megabytes - before, held }
  } finally {
    await gateway.ask({ kind: 'close' })
    await gateway.stop()
  }
}

async function runRound(bed: Bed, target: StreamTarget, shape: (typeof SHAPES)[number], forMs: number) {
  const child = childOf(bed, target)
  const { streams, everyMs, count, spreadMs } = shape
  const result = await bed.load.ask<StreamsResult>({
    kind: 'streams',
    url: child.url,
    pid: child.pid,
    tokens: bed.tokens,
    body: { bytes: 1_024, stream: { count, everyMs }, ...(target === 'governed: final' && { model: FINAL_MODEL }) },
    streams,
    spreadMs,
    forMs,
  })
  return { result, forMs }
}

function rowOf(
  streams: number,
  target: StreamTarget,
  rounds: readonly { readonly result: StreamsResult; readonly forMs: number }[],
): StreamRow {
  const of = (read: (result: StreamsResult) => number | null) =>
    median(rounds.map(({ result }) => read(result)).filter((value) => value !== null))
  return {
    streams,
    target,
    first: { p50: of((result) => result.firstMs.p50), p99: of((result) => result.firstMs.p99) },
    delay: { p50: of((result) => result.delayMs.p50), p99: of((result) => result.delayMs.p99) },
    chunksPerSecond: median(rounds.map(({ result, forMs }) => (result.chunks * 1_000) / forMs)),
    ...threadTimes(
      rounds.map(({ result }) => result.cpu),
      rounds.reduce((sum, { result }) => sum + result.chunks, 0),
    ),
    failed: rounds.reduce((sum, { result }) => sum + Object.values(result.failed).reduce((a, b) => a + b, 0), 0),
  }
}

async function profiled(bed: Bed, shape: (typeof SHAPES)[number], options: BenchOptions) {
  await bed.gateway.ask({ kind: 'profile' })
  const { result } = await runRound(bed, 'governed: segment', shape, options.streamMs)
  const file = options.profileFolder === null ? null : join(options.profileFolder, 'streams.cpuprofile')
  const times = await bed.gateway.ask<Record<string, number>>({ kind: 'profiled', file })
  const active = Object.entries(times).filter(([part]) => part !== 'idle')
  const sum = active.reduce((total, [, time]) => total + time, 0)
  const scale = (result.cpu.main * 1_000) / result.chunks / sum
  return Object.fromEntries(active.map(([part, time]) => [part, time * scale]))
}
