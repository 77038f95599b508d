import type { OtherRuntime } from '../parts/runtime.ts'
import { goalRow } from './goals.ts'
import { table } from './table.ts'

/** The row that can't be measured while the gateway needs what Node 20 lacks, and why. */
export function runtimeReport(old: OtherRuntime | null): string {
  const needs = `the runtime is Node ${process.versions.node.split('.', 1)[0]} (node:sqlite, type stripping)`
  const here =
    old === null
      ? 'and this machine has no Node 20'
      : old.missing.length > 0
        ? `and Node ${old.version} of this machine lacks ${old.missing.join(' and ')}`
        : `though Node ${old.version} of this machine has both: nobody has made the two runs yet`
  const name = 'the same code on Node 20 / Node 24, requests a second'
  const goal = { name, unit: '', floor: 0.8, aim: 0.95, measured: Number.NaN, more: true }
  const row = goalRow({ ...goal, because: `not measurable: ${needs}, ${here}` })
  return `The runtime\n${table(['goal', 'floor', 'aim', 'measured', ''], [row])}`
}
