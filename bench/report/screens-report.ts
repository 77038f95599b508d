import { quantile } from '../measure/statistics.ts'
import type { ScreensFigures } from '../parts/screens.ts'
import { number, table } from './table.ts'

/** Beyond it somebody notices that they wait. */
const SLOW_MS = 1_000

/** `isFast`: no screen's 95th percentile is beyond a second. */
export function screensReport({ entries, rounds, fillSeconds, indexSeconds, screens }: ScreensFigures): {
  readonly text: string
  readonly isFast: boolean
} {
  const rows = screens.map(({ name, times, worked, bytes, underWay }) => [
    name,
    number(times[0]!),
    number(quantile(times, 0.5)),
    number(quantile(times, 0.95)),
    number(quantile(worked, 0.5)),
    number(bytes / 1_000),
    quantile(times, 0.95) > SLOW_MS ? `slow${underWay === 0 ? '' : `, ${underWay} told of`}` : '',
  ])
  const filled = fillSeconds === null ? 'it was there' : `filled in ${number(fillSeconds)} s`
  const text = [
    `A log of ${number(entries)} entries (${filled}); its index was up ${number(indexSeconds)} s after the start. ${rounds} rounds.`,
    table(['screen', 'first ms', 'p50 ms', 'p95 ms', 'CPU p50', 'kB', ''], rows),
  ].join('\n')
  return { text, isFast: screens.every(({ times }) => quantile(times, 0.95) <= SLOW_MS) }
}
