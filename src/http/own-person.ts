import { isPerson, type Principal } from '../core/principal.ts'
import type { Asking } from './asking.ts'
import { callerOf, Refused } from './governance-api.ts'

/** The caller, who must be a person and no app: neither one that asks for itself nor one that acts for somebody. */
export function personOf(asking: Pick<Asking, 'principal'>, clause: string): Principal {
  const caller = callerOf(asking as Parameters<typeof callerOf>[0])
  if (!isPerson(caller))
    throw new Refused('audience_not_granted', {
      clause,
      rule: 'people-only',
      message: 'This belongs to people; an app can’t do it, and can’t do it for somebody.',
      next: 'Let the person do this with their own sign-in.',
    })
  return caller
}
