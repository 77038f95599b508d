import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { type RecordFacts, readableParts, recordAgencies } from '../policy/record-access.ts'

/** Who works on requests, and who beside them reads how they stand. */
const WORKERS = ['records-officer', 'attorney']
const READERS = ['auditor']

/** Whether somebody works on their agency's requests. A role that sees no content stands against it. */
export function mayWork(policy: PolicySet, caller: Principal, agency: string): boolean {
  return agency === caller.agency && seesContent(policy, caller) && holds(caller, WORKERS)
}

/** Whether somebody may know of an agency's requests at all. */
export function mayKnow(policy: PolicySet, caller: Principal, agency: string): boolean {
  if (mayWork(policy, caller, agency)) return true
  return seesContent(policy, caller) && holds(caller, READERS) && recordAgencies(policy, caller).includes(agency)
}

export function isCounsel({ access }: PolicySet, caller: Principal): boolean {
  return holds(caller, access.privilege.roles)
}

/** Whether a record in a scope is there for somebody: the same answer as any other look at it gives. */
export function sightOf(policy: PolicySet, caller: Principal): (facts: RecordFacts) => boolean {
  const known = new Map<string, boolean>()
  return (facts) => {
    const key = JSON.stringify([facts.agency, facts.owner === caller.key, facts.unit, facts.purpose, facts.labels])
    let sees = known.get(key)
    if (sees === undefined) {
      sees = readableParts(policy, caller, facts).size > 0
      known.set(key, sees)
    }
    return sees
  }
}

/** Whether a record is there for people who keep records and are nobody's counsel. */
export function plainSight(policy: PolicySet, facts: RecordFacts): boolean {
  return (
    readableParts(policy, { issuer: '', key: '', agency: facts.agency, roles: ['records-officer'] }, facts).size > 0
  )
}

/** For whoever may not know of it, a request isn't there. */
export function unknownRequest(): Refusal {
  return refusal('route_not_governed', {
    rule: 'request',
    message: 'There is no such request for you.',
    next: 'Check the id.',
  })
}

export function notYours(): Refusal {
  return refusal('audience_not_granted', {
    clause: 'MO-06',
    rule: 'requests',
    message: 'Your roles don’t include this part of public-records requests.',
    next: 'Ask a records officer.',
  })
}

export function conflict(rule: string, message: string, next = 'Look at the request’s state.'): Refusal {
  return refusal('conflict', { rule, message, next })
}

export function malformed(rule: string, message: string, next: string): Refusal {
  return refusal('malformed_body', { clause: 'MO-06', rule, message, next })
}

function seesContent({ access }: PolicySet, caller: Principal): boolean {
  return !holds(caller, access.noContent.roles)
}

function holds({ roles }: Principal, wanted: readonly string[]): boolean {
  return wanted.some((role) => roles.includes(role))
}
