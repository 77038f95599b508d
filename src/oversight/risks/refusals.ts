import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { RiskRow } from './risk-row.ts'

/** For whoever may not know of it, a risk isn't there. */
export function unknownRisk(): Refusal {
  return refusal('route_not_governed', {
    rule: 'emerging-risk',
    clause: 'MS-62',
    message: 'There is no such risk for you.',
    next: 'Look at the register.',
  })
}

export function notTheirs(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'emerging-risk',
    clause: 'MS-62',
    message: 'Your roles don’t include the register of emerging risks.',
    next: 'Ask whom oversight.yaml names under risks.',
  })
}

export function incomplete(message: string): Refusal {
  return refusal('malformed_body', {
    rule: 'emerging-risk',
    clause: 'MS-62',
    message,
    next: 'Complete it, and send it again.',
  })
}

/** A step that the state of the risk doesn't allow. */
export function conflict(rule: string, message: string, next = 'Look at the risk as it is now.'): Refusal {
  return refusal('conflict', { rule, clause: 'MS-62', message, next })
}

/** Somebody acted on what isn't there any more: with every step since, and without a word of what was written. */
export function changedSince({ steps }: Pick<RiskRow, 'steps'>, version: number): Refusal {
  return {
    ...conflict(
      'stale',
      'The risk was changed since you looked at it.',
      'Look at what changed, and decide again. Nothing of yours was done.',
    ),
    detail: steps
      .slice(Math.max(0, version))
      .map(({ at, kind }) => `${at}: ${kind}`)
      .join('\n'),
  }
}
