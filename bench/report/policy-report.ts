import type { PolicyFigures } from '../parts/policy.ts'
import type { ReplayFigures } from '../parts/replay.ts'
import { goalRow } from './goals.ts'
import { number, table } from './table.ts'
import { byThread } from './threads.ts'

const HEAD = ['goal', 'floor', 'aim', 'measured', '']

export function policyReport({ systems, rules, p50, p99, factsP50, factsP99 }: PolicyFigures): string {
  const name = `one decision with its receipt, p99, ${systems} systems of ${rules} rules`
  const row = goalRow({
    name,
    unit: ' µs',
    floor: 100,
    aim: 50,
    measured: p99,
    more: false,
    because: `half of them take ${number(p50)} µs, on one thread`,
  })
  return [
    'The policy',
    table(HEAD, [row]),
    `p50 ${number(p50)} µs; what a record keeps of the facts: p50 ${number(factsP50)} µs, p99 ${number(factsP99)} µs`,
  ].join('\n')
}

export function replayReport({ exchanges, seconds, turned, times }: ReplayFigures): string {
  const million = (seconds * 1_000_000) / exchanges
  const name = 'a million recorded decisions asked anew'
  const row = goalRow({
    name,
    unit: ' s',
    floor: 60,
    aim: 40,
    measured: million,
    more: false,
    because: `an exchange, ${byThread(times)}`,
  })
  const how = exchanges === 1_000_000 ? 'measured whole' : 'from fewer; --full has the million'
  return [
    'Replay',
    table(HEAD, [row]),
    `${number(exchanges)} exchanges in ${number(seconds)} s, ${number(turned)} turned (${how})`,
  ].join('\n')
}
