import { type Refusal, refusal } from '../core/refusal-codes.ts'

/** Why a disposition can't be: the rule names which of the conditions fails. */
export type DispositionBreach =
  | 'unknown-rule'
  | 'nothing-due'
  | 'premature'
  | 'wrong-digest'
  | 'approvals'
  | 'unknown-disposition'
  | 'not-open'
  | 'receipt'
  | 'unknown-record'
  | 'stays'

export function dispositionRefused(rule: DispositionBreach, message: string, next: string): Refusal {
  return refusal(rule === 'unknown-disposition' ? 'route_not_governed' : 'disposition_refused', { rule, message, next })
}

export function notForRoles(rule: string, message: string, next: string, clause = 'MO-10'): Refusal {
  return refusal('audience_not_granted', { clause, rule, message, next })
}
