import type { Measure } from '../core/quota.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { UsedUp } from './quota-ledger.ts'

const WORDS: Readonly<Record<Measure, string>> = {
  requests: 'requests',
  tokens: 'tokens',
  cost: 'the budget',
  activeMinutes: 'active minutes',
}

/** What somebody is told whose quota is used up: which, and when it begins anew. */
export function quotaRefusal({ limit, what, retryAfterSeconds }: UsedUp): Refusal {
  const span = limit.window === 'day' ? 'daily' : 'monthly'
  return refusal('quota_exceeded', {
    rule: `quota:${limit.id}`,
    clause: limit.clauses[0] ?? 'MO-22',
    message:
      limit.max[what] === 0
        ? `Nothing is set aside for this use (${limit.id}).`
        : `The ${span} limit of ${WORDS[what]} is used up (${limit.id}).`,
    retryAfterSeconds,
  })
}
