import type { Facts } from '../facts.ts'
import type { PolicySet } from '../policy-set.ts'

/** What a decision rests on. */
export interface Situation {
  readonly policy: PolicySet
  readonly facts: Facts
}

/** Something lawful that somebody can do about a refusal. */
export interface Way {
  /** One imperative sentence, for the caller. */
  readonly says: string
  /** How matters stand when it has been done. */
  readonly after: Situation
}

/** The ways past one check's refusal, the nearest first. Pure: nothing is done, only thought through. */
export type Ways = (situation: Situation) => readonly Way[]

/** A way that changes what is asked, or how somebody stands, and leaves the policy as it is. */
export function changing({ policy, facts }: Situation, says: string, changes: Partial<Facts>): Way {
  return { says, after: { policy, facts: { ...facts, ...changes } } }
}
