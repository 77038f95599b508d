import type { Streaming, StreamRow, StreamTarget } from '../parts/streaming.ts'
import { type Goal, goalRow, largest } from './goals.ts'
import { heldLine } from './memory-report.ts'
import { number, table } from './table.ts'
import { byThread } from './threads.ts'

export function streamsReport({ rows, parts, megabytes, held }: Streaming): string {
  const find = (streams: number, target: StreamTarget): StreamRow =>
    rows.find((row) => row.streams === streams && row.target === target)!
  const raw = rows.map((row) => [
    `${row.streams} ${row.target}`,
    number(row.chunksPerSecond),
    number(row.first.p50),
    number(row.first.p99),
    number(row.delay.p50),
    number(row.delay.p99),
    number(row.cpuMicros),
    number(row.mainMicros),
    String(row.failed),
  ])
  const over = (streams: number, target: StreamTarget, of: (row: StreamRow) => number): number =>
    of(find(streams, target)) - of(find(streams, 'direct'))
  const goal = (name: string, floor: number, aim: number, measured: number, unit: string, because: string): Goal => ({
    name,
    unit,
    floor,
    aim,
    measured,
    more: false,
    because,
  })
  const goals: Goal[] = []
  for (const target of ['governed: final', 'governed: segment'] as const) {
    const because = (streams: number): string => `a chunk, ${byThread(find(streams, target))}`
    const isFinal = target === 'governed: final'
    const [firstFloor, firstAim] = isFinal ? [1.5, 1] : [3, 3]
    const [delay50, delay50Aim] = isFinal ? [0.2, 0.12] : [1.5, 1.5]
    const [delay99, delay99Aim] = isFinal ? [15, 5] : [25, 25]
    goals.push(
      goal(
        `TTFT added p50, 200 streams, ${target}`,
        firstFloor,
        firstAim,
        over(200, target, (row) => row.first.p50),
        ' ms',
        because(200),
      ),
      goal(
        `TTFT added p50, 1,000 streams, ${target}`,
        isFinal ? 2 : 3,
        isFinal ? 1.2 : 3,
        over(1_000, target, (row) => row.first.p50),
        ' ms',
        because(1_000),
      ),
      goal(
        `chunk delay added p50, 1,000 streams, ${target}`,
        delay50,
        delay50Aim,
        over(1_000, target, (row) => row.delay.p50),
        ' ms',
        because(1_000),
      ),
      goal(
        `chunk delay added p99, 1,000 streams, ${target}`,
        delay99,
        delay99Aim,
        over(1_000, target, (row) => row.delay.p99),
        ' ms',
        because(1_000),
      ),
      goal(
        `CPU a chunk / node:http + undici, 1,000 streams, ${target}`,
        1.6,
        1.3,
        find(1_000, target).cpuMicros / find(1_000, 'plain').cpuMicros,
        ' x',
        because(1_000),
      ),
    )
  }
  goals.push(goal('memory of 1,000 open streams over idle', 160, 120, megabytes, ' MB', heldLine(held)))
  return [
    'Event streams, starts spread (ms; CPU in µs a chunk, the search index not counted)',
    table(['streams', 'chunks/s', 'TTFT p50', 'p99', 'delay p50', 'p99', 'CPU', 'main', 'failed'], raw),
    '',
    table(['goal', 'floor', 'aim', 'measured', ''], goals.map(goalRow)),
    '',
    `Main thread, segment, µs a chunk: ${largest(parts, 8)}`,
  ].join('\n')
}
