import type { Saturation, SaturationRow, SaturationTarget } from '../parts/saturation.ts'
import { SIZES, type SizeName } from '../parts/sizes.ts'
import { type Goal, goalRow, largest } from './goals.ts'
import { number, table } from './table.ts'

const BOUNDS: Readonly<Record<SizeName, readonly [floor: number, aim: number]>> = {
  '1 KB': [0.45, 0.75],
  '10 KB': [0.3, 0.5],
  '100 KB': [0.07, 0.12],
}

export function saturationReport({ rows, parts }: Saturation): string {
  const find = (size: SizeName, target: SaturationTarget): SaturationRow =>
    rows.find((row) => row.size === size && row.target === target)!
  const raw = rows.map((row) => {
    const bare = find(row.size, 'bare')
    return [
      `${row.size} ${row.target}`,
      number(row.perSecond),
      number(row.perSecond / bare.perSecond),
      number(row.cpuMicros),
      number(row.mainMicros),
      number(bare.cpuMicros / row.cpuMicros),
      row.recordsPerCommit === null ? '' : number(row.recordsPerCommit),
      String(row.failed),
    ]
  })
  const goals: Goal[] = SIZES.map(({ name }) => {
    const governed = find(name, 'governed')
    const threads = Object.fromEntries(
      Object.entries(governed.threadMicros).filter(([thread]) => thread !== 'search-index'),
    )
    const { V8Worker: helpers = 0, ...others } = threads
    const bare = find(name, 'bare')
    return {
      // On a quiet machine both say the same; where others run, the rates of two rounds can’t be compared.
      name: `governed / bare http-proxy, by rate or by CPU, the lower, ${name}`,
      unit: '',
      floor: BOUNDS[name][0],
      aim: BOUNDS[name][1],
      measured: Math.min(governed.perSecond / bare.perSecond, bare.cpuMicros / governed.cpuMicros),
      more: true,
      because: `of ${number(governed.cpuMicros)} µs: ${largest({ 'main thread': governed.mainMicros, ...others, 'compiler and collector threads': helpers })}`,
    }
  })
  goals.push({
    name: 'records a commit at saturation, 1 KB',
    unit: '',
    floor: 4,
    aim: 6,
    measured: find('1 KB', 'governed').recordsPerCommit ?? Number.NaN,
    more: true,
  })
  const names = [...new Set(SIZES.flatMap(({ name }) => Object.keys(parts[name] ?? {})))]
  names.sort((a, b) => (parts['1 KB']?.[b] ?? 0) - (parts['1 KB']?.[a] ?? 0))
  const breakdown = names.map((part) => [part, ...SIZES.map(({ name }) => number(parts[name]?.[part] ?? 0))])
  const threads = [...new Set(SIZES.flatMap(({ name }) => Object.keys(find(name, 'governed').threadMicros)))]
    .map((thread) => [
      `thread ${thread}`,
      ...SIZES.map(({ name }) => number(find(name, 'governed').threadMicros[thread] ?? 0)),
    ])
    .filter((row) => row.slice(1).some((cell) => Number.parseFloat(cell) >= 1))
  return [
    'Saturation: 64 connections, one core for the proxy, JSON answers (CPU in µs a request; the search index not counted)',
    table(['', 'req/s', 'x bare', 'CPU', 'main', 'x by CPU', 'rec/commit', 'failed'], raw),
    '',
    table(['goal', 'floor', 'aim', 'measured', ''], goals.map(goalRow)),
    '',
    'Where a governed request’s time goes, µs (main thread by a profile of its own round, other threads by the scheduler)',
    table(['', ...SIZES.map(({ name }) => name)], [...breakdown, ...threads]),
  ].join('\n')
}
