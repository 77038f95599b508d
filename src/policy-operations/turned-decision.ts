import { decide } from '../policy/decide.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { type StoredFacts, transferFacts } from '../policy/stored-facts.ts'
import type { TurnedDecision } from './change-tally.ts'

/** What was decided, as far as a comparison needs it. */
export interface DecidedExchange {
  readonly record: string
  readonly facts: StoredFacts
  /** Code of the policy’s own refusal; null: it allowed. */
  readonly refusedFor: string | null
}

/** How a candidate would have turned a decision; null: it answers the same. */
export function turnedDecision(
  candidate: PolicySet,
  { record, facts, refusedFor }: DecidedExchange,
): TurnedDecision | null {
  const transferred = transferFacts(candidate, facts)
  let code: string | null
  if ('code' in transferred) code = transferred.code
  else {
    const decision = decide(candidate, transferred)
    code = decision.kind === 'refuse' ? decision.refusal.code : null
  }
  if ((code === null) === (refusedFor === null)) return null
  return {
    direction: code === null ? 'refuse→allow' : 'allow→refuse',
    agency: String(facts.principal['agency']),
    unit: String(facts.principal['unit']),
    purpose: facts.purpose ?? 'none',
    code: code ?? refusedFor!,
    record,
  }
}
