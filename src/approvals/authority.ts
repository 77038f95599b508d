import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { ApprovalRow } from './approval-row.ts'
import { mayEverSit } from './seats.ts'

/** Who may know of a request: its author, who is asked or was, the CTO who may revoke it, and auditors of the agency. */
export function mayKnow(policy: PolicySet, row: ApprovalRow, caller: Principal, now: number): boolean {
  if (caller.key === row.requester.key) return true
  if (row.steps.some(({ by }) => by === caller.key)) return true
  if (mayEverSit(policy, row, caller, now)) return true
  return caller.agency === row.agency && caller.roles.includes('auditor')
}

/** For whoever may not know of it, a request isn't there. */
export function unknownRequest(): Refusal {
  return refusal('route_not_governed', {
    rule: 'access-request',
    clause: 'MS-37',
    message: 'There is no such request for you.',
    next: 'Check the number.',
  })
}

export function notAsked(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'access-request',
    clause: 'MS-56',
    message: 'It isn’t you who is asked about this request now.',
    next: 'Look at the request for whose turn it is.',
  })
}

export function conflict(rule: string, message: string, next: string, detail?: string): Refusal {
  return refusal('conflict', { clause: 'MS-56', rule, message, next, ...(detail === undefined ? {} : { detail }) })
}

export function malformed(message: string, next: string): Refusal {
  return refusal('malformed_body', { clause: 'MS-37', rule: 'access-request', message, next })
}
