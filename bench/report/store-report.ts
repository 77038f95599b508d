import type { StoreFigures } from '../parts/store.ts'
import { goalRow } from './goals.ts'
import { table } from './table.ts'
import { byThread } from './threads.ts'

export function storeReport({ perSecond, times }: StoreFigures): string {
  const name = 'durable records a second, 4 KB, batches of 100'
  const because = `a record, ${byThread(times)}`
  const row = goalRow({ name, unit: '', floor: 25_000, aim: 50_000, measured: perSecond, more: true, because })
  return `The store alone\n${table(['goal', 'floor', 'aim', 'measured', ''], [row])}`
}
