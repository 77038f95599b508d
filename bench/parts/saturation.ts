import { join } from 'node:path'
import type { Bed } from '../bed.ts'
import type { Child } from '../child.ts'
import type { ClosedLoopResult } from '../load/closed-loop.ts'
import { median } from '../measure/statistics.ts'
import type { BenchOptions } from '../options.ts'
import type { GatewayHealth } from '../processes/gateway.ts'
import { SIZES, type SizeName } from './sizes.ts'

const CONNECTIONS = 64
const INDEX_THREAD = 'search-index'
const TARGETS = ['direct', 'bare', 'plain', 'governed', 'governed, dense'] as const

export type SaturationTarget = (typeof TARGETS)[number]

export interface SaturationRow {
  readonly size: SizeName
  readonly target: SaturationTarget
  readonly perSecond: number
  /** Microseconds of processor time a request: all threads but the search index, and the main one alone. */
  readonly cpuMicros: number
  readonly mainMicros: number
  /** The same of the other threads by name. */
  readonly threadMicros: Readonly<Record<string, number>>
  readonly recordsPerCommit: number | null
  readonly failed: number
}

export interface Saturation {
  readonly rows: readonly SaturationRow[]
  /** Microseconds a request on the gateway's main thread, by part, from a profile of its own round. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, number>>>>
}

interface Round extends ClosedLoopResult {
  readonly records: { readonly commits: number; readonly entries: number } | null
}

/** As many requests as one core serves: 64 connections, closed loop, targets taking turns in every round. */
export async function measureSaturation(bed: Bed, options: BenchOptions): Promise<Saturation> {
  const rows: SaturationRow[] = []
  const parts: Record<string, Record<string, number>> = {}
  for (const { name, bytes } of SIZES) {
    const rounds = new Map<SaturationTarget, Round[]>(TARGETS.map((target) => [target, []]))
    const ask = (target: SaturationTarget, forMs: number) => runRound(bed, target, bytes, forMs)
    for (const target of TARGETS) if (target !== 'direct') await ask(target, warmMsOf(target, name, options))
    for (let round = 0; round < options.rounds; round++) {
      for (let turn = 0; turn < TARGETS.length; turn++) {
        const target = TARGETS[(turn + round) % TARGETS.length]!
        // Direct and plain are context: two rounds say enough.
        if (options.mode === 'quick' && round > 1 && target !== 'bare' && target !== 'governed') continue
        rounds.get(target)!.push(await ask(target, options.saturationMs))
      }
    }
    for (const target of TARGETS) rows.push(rowOf(name, target, rounds.get(target)!))
    parts[name] = await profiled(bed, bytes, name, options)
  }
  return { rows, parts }
}

/** Code gets fast by being run, and there is more of ours; the first size pays for all. */
function warmMsOf(target: SaturationTarget, size: SizeName, { warmMs }: BenchOptions): number {
  return target === 'governed' && size === '1 KB' ? warmMs * 40 : warmMs
}

function childOf(bed: Bed, target: SaturationTarget): Child {
  if (target === 'direct') return bed.upstream
  if (target === 'bare') return bed.bare
  return target === 'plain' ? bed.plain : bed.gateway
}

async function runRound(bed: Bed, target: SaturationTarget, bytes: number, forMs: number): Promise<Round> {
  const child = childOf(bed, target)
  const isGoverned = child === bed.gateway
  const before = isGoverned ? await child.ask<GatewayHealth>({ kind: 'health' }) : null
  const result = await bed.load.ask<ClosedLoopResult>({
    kind: 'closed',
    url: child.url,
    pid: child.pid,
    tokens: bed.tokens,
    body: { bytes, dense: target === 'governed, dense' },
    connections: CONNECTIONS,
    forMs,
  })
  const after = isGoverned ? await child.ask<GatewayHealth>({ kind: 'health' }) : null
  const records =
    before === null || after === null
      ? null
      : { commits: after.commits - before.commits, entries: after.entries - before.entries }
  return { ...result, records }
}

function rowOf(size: SizeName, target: SaturationTarget, rounds: readonly Round[]): SaturationRow {
  const sum = (of: (round: Round) => number) => rounds.reduce((total, round) => total + of(round), 0)
  // Over all rounds: in a short one what is under way at its ends weighs too much.
  const perRequest = (of: (round: Round) => number) =>
    (sum(of) * 1_000) /
    Math.max(
      1,
      sum(({ requests }) => requests),
    )
  const names = new Set(rounds.flatMap((round) => Object.keys(round.cpu.threads)))
  return {
    size,
    target,
    perSecond: median(rounds.map((round) => round.requests / round.seconds)),
    cpuMicros: perRequest((round) => round.cpu.all - (round.cpu.threads[INDEX_THREAD] ?? 0)),
    mainMicros: perRequest((round) => round.cpu.main),
    threadMicros: Object.fromEntries(
      [...names].map((name) => [name, perRequest((round) => round.cpu.threads[name] ?? 0)]),
    ),
    recordsPerCommit:
      rounds[0]?.records == null ? null : median(rounds.map(({ records }) => records!.entries / records!.commits)),
    failed: rounds.reduce((sum, { failed }) => sum + Object.values(failed).reduce((a, b) => a + b, 0), 0),
  }
}

async function profiled(bed: Bed, bytes: number, name: string, options: BenchOptions): Promise<Record<string, number>> {
  await bed.gateway.ask({ kind: 'profile' })
  const { requests, cpu } = await runRound(bed, 'governed', bytes, options.saturationMs * 1.5)
  const file =
    options.profileFolder === null ? null : join(options.profileFolder, `${name.replace(' ', '')}.cpuprofile`)
  const times = await bed.gateway.ask<Record<string, number>>({ kind: 'profiled', file })
  // The profile counts wall time while the thread shares its core; what it says is the split, the scheduler the sum.
  const active = Object.entries(times).filter(([part]) => part !== 'idle')
  const sum = active.reduce((total, [, time]) => total + time, 0)
  const scale = (cpu.main * 1_000) / requests / sum
  return Object.fromEntries(active.map(([part, time]) => [part, time * scale]))
}
