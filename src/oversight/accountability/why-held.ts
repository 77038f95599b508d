import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { accountableSystem } from './systems.ts'
import { isLeaderless, unitLeaders } from './units.ts'

/** What an approval is about. */
export interface Approved {
  readonly kind: 'access' | 'system' | 'renewal' | 'successor'
  readonly system: string | null
  readonly unit: string
}

/**
 * Clauses MS-52, MO-03: why nothing new is approved now: nobody answers for the system, or for the unit that it is for. What
 * was approved before goes on. Null: nothing stands against it.
 */
export function whyHeld(policy: PolicySet, rows: StateRows, { kind, system, unit }: Approved): Refusal | null {
  if (system !== null && accountableSystem(policy, rows, system)?.isOrphan === true)
    return refusal('conflict', {
      rule: 'system-orphan',
      clause: 'MS-52',
      message: 'Whoever owned or monitored this system has left, so nothing new is approved for it.',
      next: 'Have somebody named for it in oversight.yaml, accountable, or have whoever holds the duty now sign in; then approve again.',
    })
  // A renewal or a next version is for all who use the system, whatever unit asked for it.
  if (kind === 'renewal' || kind === 'successor') return null
  const leader = unitLeaders(policy, rows).find((one) => one.unit === unit)
  if (leader === undefined || !isLeaderless(leader)) return null
  return refusal('conflict', {
    rule: 'unit-without-leader',
    clause: 'MO-03',
    message: 'The unit that this is for has no accountable leader, so nothing new is approved for it.',
    next: 'Have its leader named in units.yaml, or have whoever leads it now sign in; then approve again.',
  })
}
