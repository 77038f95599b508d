import type { PostgresFigures } from '../parts/postgres.ts'
import { goalRow } from './goals.ts'
import { number, table } from './table.ts'

export function postgresReport({ perSecond, plainPerSecond }: PostgresFigures): string {
  const because = `plain inserts do ${number(plainPerSecond)} a second`
  const rows = [
    goalRow({
      name: 'of what four plain writers insert, batches of 100',
      unit: '',
      floor: 0.4,
      aim: 0.5,
      measured: perSecond / plainPerSecond,
      more: true,
      because,
    }),
    goalRow({
      name: 'durable records a second, 4 KB',
      unit: '',
      floor: 1_500,
      aim: 3_000,
      measured: perSecond,
      more: true,
      because,
    }),
  ]
  return `Four gateways on one PostgreSQL\n${table(['goal', 'floor', 'aim', 'measured', ''], rows)}`
}
