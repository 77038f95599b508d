import type { IdentityTimes } from '../parts/identity.ts'
import { goalRow } from './goals.ts'
import { number, table } from './table.ts'

export function identityReport({ known, knownWithProof, fresh }: IdentityTimes): string {
  const because = 'all of it is the stage, on one thread'
  const goal = { name: 'a token that is known', floor: 60, aim: 10, unit: ' µs', more: false, measured: known, because }
  const others = [
    ['a token that is known, with the DPoP proof of each request', `${number(knownWithProof)} µs`],
    ['a token that is new', `${number(fresh)} µs`],
  ]
  return [
    'Authentication, one request after another (ES256)',
    table(['goal', 'floor', 'aim', 'measured', ''], [goalRow(goal)]),
    table(['beside it', 'measured'], others),
  ].join('\n')
}
