import type { VerifyFigures } from '../parts/verify.ts'
import { goalRow } from './goals.ts'
import { number, table } from './table.ts'

export function verifyReport({ records, alone, verified, hashed }: VerifyFigures): string {
  const because = `${number(verified)} records a second, ${number(alone)} by one thread; nothing but hashing ${number(hashed)}`
  const measured = verified / hashed
  const name = 'full verification × hashing the same bytes'
  const row = goalRow({ name, unit: '×', floor: 0.4, aim: 0.7, measured, more: true, because })
  return `Verification of ${records} records\n${table(['goal', 'floor', 'aim', 'measured', ''], [row])}`
}
