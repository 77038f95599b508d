import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { IncidentCase } from './incident-row.ts'

/** For whoever may not know of it, an incident isn't there: the same answer as for a number that nothing has. */
export function unknownIncident(): Refusal {
  return refusal('route_not_governed', {
    clause: 'MS-14',
    rule: 'incident',
    message: 'There is no such incident for you.',
    next: 'Check the number.',
  })
}

export function notYours(next = 'Ask somebody whose queue it is in.'): Refusal {
  return refusal('audience_not_granted', {
    clause: 'MS-51',
    rule: 'incidents',
    message: 'Your roles don’t include this part of incidents.',
    next,
  })
}

export function conflict(rule: string, message: string, next = 'Look at the incident as it is now.'): Refusal {
  return refusal('conflict', { clause: 'MS-51', rule, message, next })
}

/** What others did meanwhile, so that nobody's step rests on what they didn't see. */
export function changedSince(row: IncidentCase | null, version: number): Refusal {
  const since = (row?.steps ?? []).slice(version).map(({ kind, at }) => `${kind} at ${at}`)
  return conflict(
    'stale',
    `It was changed since you opened it: ${since.join(', ') || 'its version is another one'}.`,
    `Look at version ${row?.steps.length ?? 0}, and decide again. Nothing of yours was done.`,
  )
}

/** Somebody else marked the record that this would have marked, counsel perhaps: neither mark undoes the other. */
export function recordMarked(): Refusal {
  return conflict(
    'stale',
    'Somebody else marked the record at the same moment.',
    'Send it again: nothing of yours was done, and sent twice it still counts once.',
  )
}

export function malformed(rule: string, message: string, next: string): Refusal {
  return refusal('malformed_body', { clause: 'MS-51', rule, message, next })
}
