import type { Saturation, SaturationRow, SaturationTarget } from '../parts/saturation.ts'
import { SIZES, type SizeName } from '../parts/sizes.ts'
import { type Goal, goalRow } from './goals.ts'
import { number, table } from './table.ts'
import { byThread } from './threads.ts'

type Bounds = Readonly<Record<SizeName, readonly [floor: number, aim: number]>>

/** By how much of its baseline's rate a governed request may cost. */
const BASELINES: readonly (readonly [target: 'bare' | 'Portkey', name: string, bounds: Bounds])[] = [
  ['bare', 'bare http-proxy', { '1 KB': [0.45, 0.75], '10 KB': [0.3, 0.5], '100 KB': [0.07, 0.12] }],
  ['Portkey', 'Portkey, which governs nothing', { '1 KB': [4, 6], '10 KB': [2.5, 4], '100 KB': [1, 1.5] }],
]

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
  const goals: Goal[] = BASELINES.flatMap(([target, baseline, bounds]) =>
    SIZES.map(({ name }): Goal => {
      const governed = find(name, 'governed')
      const other = rows.find((row) => row.size === name && row.target === target)
      // On a quiet machine both say the same; where others run, the rates of two rounds can’t be compared.
      const ratio = (row: SaturationRow): number =>
        Math.min(governed.perSecond / row.perSecond, row.cpuMicros / governed.cpuMicros)
      return {
        name: `governed / ${baseline}, by rate or by CPU, the lower, ${name}`,
        unit: '',
        floor: bounds[name][0],
        aim: bounds[name][1],
        more: true,
        ...(other === undefined
          ? {
              measured: Number.NaN,
              because: 'not measured: Portkey isn’t installed (npm ci --ignore-scripts in bench/baselines)',
            }
          : { measured: ratio(other), because: byThread(governed) }),
      }
    }),
  )
  goals.push({
    name: 'records a commit at saturation, 1 KB',
    unit: '',
    floor: 4,
    aim: 6,
    measured: find('1 KB', 'governed').recordsPerCommit ?? Number.NaN,
    more: true,
    because: `${number(find('1 KB', 'governed').perSecond)} requests a second, two records each`,
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
