import type { Bed } from '../bed.ts'
import type { OpenLoopResult } from '../load/open-loop.ts'
import { type ThreadTimes, threadTimes } from '../measure/cpu.ts'
import { syncMs } from '../measure/disk.ts'
import { median, quantile } from '../measure/statistics.ts'
import type { BenchOptions } from '../options.ts'
import { SIZES, type SizeName } from './sizes.ts'

const PER_SECOND = 200
const TARGETS = ['direct', 'bare', 'governed'] as const
type LatencyTarget = (typeof TARGETS)[number]

export interface LatencyRow extends ThreadTimes {
  readonly size: SizeName
  readonly target: LatencyTarget
  readonly p50: number
  readonly p99: number
  readonly failed: number
}

export interface Latency {
  readonly rows: readonly LatencyRow[]
  /** Milliseconds of one durable write on this disk, between the rounds. */
  readonly syncMs: number
}

/** What the way through costs while nothing is full: a fixed rate, counted from when a request was due. */
export async function measureLatency(bed: Bed, options: BenchOptions): Promise<Latency> {
  const rows: LatencyRow[] = []
  const syncs: number[] = []
  for (const { name, bytes } of SIZES) {
    const rounds = new Map<LatencyTarget, OpenLoopResult[]>(TARGETS.map((target) => [target, []]))
    for (let round = 0; round < options.latencyRounds; round++) {
      syncs.push(syncMs(bed.folder))
      for (let turn = 0; turn < TARGETS.length; turn++) {
        const target = TARGETS[(turn + round) % TARGETS.length]!
        rounds.get(target)!.push(await runRound(bed, target, bytes, options.latencyMs))
      }
    }
    for (const target of TARGETS) {
      const of = rounds.get(target)!
      rows.push({
        size: name,
        target,
        p50: median(of.map(({ latencies }) => quantile(latencies, 0.5))),
        p99: median(of.map(({ latencies }) => quantile(latencies, 0.99))),
        ...threadTimes(
          of.map(({ cpu }) => cpu),
          of.reduce((sum, { latencies }) => sum + latencies.length, 0),
        ),
        failed: of.reduce((sum, { failed }) => sum + Object.values(failed).reduce((a, b) => a + b, 0), 0),
      })
    }
  }
  return { rows, syncMs: median(syncs) }
}

function runRound(bed: Bed, target: LatencyTarget, bytes: number, forMs: number): Promise<OpenLoopResult> {
  const child = target === 'direct' ? bed.upstream : target === 'bare' ? bed.bare : bed.gateway
  return bed.load.ask<OpenLoopResult>({
    kind: 'open',
    url: child.url,
    pid: child.pid,
    tokens: bed.tokens,
    body: { bytes },
    perSecond: PER_SECOND,
    forMs,
  })
}
