import type { Latency, LatencyRow } from '../parts/latency.ts'
import { SIZES, type SizeName } from '../parts/sizes.ts'
import { type Goal, goalRow } from './goals.ts'
import { number, table } from './table.ts'
import { byThread } from './threads.ts'

/** Added p50 beyond two syncs of the disk, and added p99, ms: floor and aim. */
const BOUNDS: Readonly<
  Record<SizeName, { readonly p50: readonly [number, number]; readonly p99: readonly [number, number] }>
> = {
  '1 KB': { p50: [1.1, 0.7], p99: [6, 4] },
  '10 KB': { p50: [1.6, 1.0], p99: [10, 5] },
  '100 KB': { p50: [4, 2.5], p99: [20, 10] },
}

export function latencyReport({ rows, syncMs }: Latency): string {
  const find = (size: SizeName, target: LatencyRow['target']): LatencyRow =>
    rows.find((row) => row.size === size && row.target === target)!
  const raw = rows.map((row) => {
    const direct = find(row.size, 'direct')
    return [
      `${row.size} ${row.target}`,
      number(row.p50),
      number(row.p99),
      number(row.p50 - direct.p50),
      number(row.p99 - direct.p99),
      String(row.failed),
    ]
  })
  const goals = SIZES.flatMap(({ name }): Goal[] => {
    const governed = find(name, 'governed')
    const direct = find(name, 'direct')
    const bounds = BOUNDS[name]
    const because = `${byThread(governed)}; two syncs of ${number(syncMs)} ms; bare http-proxy `
    const bare = find(name, 'bare')
    return [
      {
        name: `added p50 at 200/s, ${name}`,
        unit: ' ms',
        floor: 2 * syncMs + bounds.p50[0],
        aim: 2 * syncMs + bounds.p50[1],
        measured: governed.p50 - direct.p50,
        more: false,
        because: `${because}adds ${number(bare.p50 - direct.p50)} ms`,
      },
      {
        name: `added p99 at 200/s, ${name}`,
        unit: ' ms',
        floor: bounds.p99[0],
        aim: bounds.p99[1],
        measured: governed.p99 - direct.p99,
        more: false,
        because: `${because}adds ${number(bare.p99 - direct.p99)} ms`,
      },
    ]
  })
  return [
    `Fixed rate: 200 requests a second, from when each was due, ms (one fdatasync of 4 KB here: p50 ${number(syncMs)} ms)`,
    table(['', 'p50', 'p99', 'added p50', 'added p99', 'failed'], raw),
    '',
    table(['goal', 'floor', 'aim', 'measured', ''], goals.map(goalRow)),
  ].join('\n')
}
