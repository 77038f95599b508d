import { join } from 'node:path'
import type { Bed } from '../bed.ts'
import type { Child } from '../child.ts'
import type { ClosedLoopResult } from '../load/closed-loop.ts'
import { type ThreadTimes, threadTimes } from '../measure/cpu.ts'
import { median } from '../measure/statistics.ts'
import type { BenchOptions } from '../options.ts'
import { portkeyHeaders } from '../portkey.ts'
import type { GatewayHealth } from '../processes/gateway.ts'
import { SIZES, type SizeName } from './sizes.ts'

const CONNECTIONS = 64
const TARGETS = ['direct', 'bare', 'plain', 'Portkey', 'governed', 'governed, dense'] as const

/** What goals are ratios of. */
const COMPARED: ReadonlySet<SaturationTarget> = new Set(['bare', 'Portkey', 'governed'])

export type SaturationTarget = (typeof TARGETS)[number]

export interface SaturationRow extends ThreadTimes {
  readonly size: SizeName
  readonly target: SaturationTarget
  readonly perSecond: number
  readonly recordsPerCommit: number | null
  readonly failed: number
}

export interface Saturation {
  /** None of Portkey where it isn't installed. */
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
  const targets = TARGETS.filter((target) => target !== 'Portkey' || bed.portkey !== null)
  for (const { name, bytes } of SIZES) {
    const rounds = new Map<SaturationTarget, Round[]>(targets.map((target) => [target, []]))
    const ask = (target: SaturationTarget, forMs: number) => runRound(bed, target, bytes, forMs)
    for (const target of targets) if (target !== 'direct') await warm(target, name, ask, options)
    for (let round = 0; round < options.rounds; round++) {
      for (let turn = 0; turn < targets.length; turn++) {
        const target = targets[(turn + round) % targets.length]!
        // The others are context: two rounds say enough.
        if (options.mode === 'quick' && round > 1 && !COMPARED.has(target)) continue
        rounds.get(target)!.push(await ask(target, options.saturationMs))
      }
    }
    for (const target of targets) rows.push(rowOf(name, target, rounds.get(target)!))
    parts[name] = await profiled(bed, bytes, name, options)
  }
  return { rows, parts }
}

type Ask = (target: SaturationTarget, forMs: number) => Promise<Round>

/** Rounds of warming in `warmMs`, and at most so many of them for the gateway. */
const WARM_ROUND = 10
const WARM_ROUNDS_MAX = 12
/** A round that costs so much of the one before is as fast as it gets. */
const STEADY = 0.97

/**
 * Code gets fast by being run, and there is more of ours: a gateway that runs for weeks is measured as it is then, not while
 * it is compiled. The first size pays for all.
 */
async function warm(target: SaturationTarget, size: SizeName, ask: Ask, { warmMs }: BenchOptions): Promise<void> {
  if (size !== '1 KB' || (target !== 'governed' && target !== 'Portkey')) return void (await ask(target, warmMs))
  if (target === 'Portkey') return void (await ask(target, warmMs * WARM_ROUND))
  let before = Number.POSITIVE_INFINITY
  for (let round = 0; round < WARM_ROUNDS_MAX; round++) {
    const { requests, cpu } = await ask(target, warmMs * WARM_ROUND)
    const cost = cpu.all / Math.max(1, requests)
    if (round > 2 && cost > before * STEADY) return
    before = cost
  }
}

function childOf(bed: Bed, target: SaturationTarget): Child {
  if (target === 'direct') return bed.upstream
  if (target === 'bare') return bed.bare
  if (target === 'Portkey') return bed.portkey!
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
    ...(target === 'Portkey' && { headers: portkeyHeaders(bed.upstream.url) }),
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
  const requests = rounds.reduce((sum, round) => sum + round.requests, 0)
  const cpus = rounds.map(({ cpu }) => cpu)
  return {
    size,
    target,
    perSecond: median(rounds.map((round) => round.requests / round.seconds)),
    ...threadTimes(cpus, requests),
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
