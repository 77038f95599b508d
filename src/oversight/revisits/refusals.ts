import { type Refusal, refusal } from '../../core/refusal-codes.ts'

const about = { rule: 'revisit', clause: 'MS-62' } as const

export function people(): Refusal {
  return refusal('audience_not_granted', {
    ...about,
    message: 'A person looks at their answers again; an app can’t.',
    next: 'Let the person do this with their own sign-in.',
  })
}

/** The draw of somebody else isn't there, nor is what wasn't drawn. */
export function notDrawn(): Refusal {
  return refusal('route_not_governed', {
    ...about,
    message: 'That answer wasn’t drawn for you to look at again.',
    next: 'Choose one of those that were.',
  })
}

export function incomplete(message: string): Refusal {
  return refusal('malformed_body', { ...about, message, next: 'Complete it, and send it again.' })
}

/** Another draw has taken its place, or it was answered already. */
export function conflict(message: string): Refusal {
  return refusal('conflict', { ...about, rule: 'stale', message, next: 'Look at what is to be looked at now.' })
}
