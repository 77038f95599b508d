import { type Refusal, refusal } from '../core/refusal-codes.ts'

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

export function malformed(rule: string, message: string, next: string): Refusal {
  return refusal('malformed_body', { clause: 'MS-51', rule, message, next })
}
