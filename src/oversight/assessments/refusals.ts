import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { AssessmentRow } from './assessment-row.ts'
import { type MissingPart, sayMissing } from './missing-parts.ts'
import type { TextDifference } from './text-differences.ts'

/** For whoever may not know of it, an assessment isn't there. */
export function unknownAssessment(): Refusal {
  return refusal('route_not_governed', {
    rule: 'system-assessment',
    clause: 'MS-49',
    message: 'There is no such assessment for you.',
    next: 'Look at the list of assessments.',
  })
}

export function notTheirs(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'system-assessment',
    clause: 'MS-49',
    message: 'Your roles don’t include this of assessments.',
    next: 'Ask whom oversight.yaml names under assessments, or who holds the seat that accepts this kind.',
  })
}

/** Names every part that is missing, so that nobody sends it again for the next one. */
export function unfinished(missing: readonly MissingPart[]): Refusal {
  return refusal('assessment_incomplete', {
    rule: 'system-assessment',
    detail: missing.map(sayMissing).join('\n'),
  })
}

export function malformed(message: string): Refusal {
  return refusal('malformed_body', {
    rule: 'system-assessment',
    clause: 'MS-49',
    message,
    next: 'Complete it, and send it again.',
  })
}

/** A step that the state of the assessment, or what somebody else is in it, doesn't allow. */
export function conflict(rule: string, message: string, next = 'Look at the assessment as it is now.'): Refusal {
  return refusal('conflict', { rule, clause: 'MS-49', message, next })
}

/** Somebody acted on what isn't there any more: with every step since, and which parts say something else by now. */
export function changedSince(
  { steps }: Pick<AssessmentRow, 'steps'>,
  version: number,
  differences: readonly TextDifference[] = [],
): Refusal {
  return {
    ...conflict(
      'stale',
      'The assessment was changed since you looked at it.',
      'Look at what changed, and decide again. Nothing of yours was done.',
    ),
    detail: [
      ...steps.slice(Math.max(0, version)).map(({ at, kind }) => `${at}: ${kind}`),
      ...differences.map(({ what }) => `changed: ${what}`),
    ].join('\n'),
  }
}
