import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { separationBreaches } from '../policy/separation-breaches.ts'
import { type AmendmentRow, POLICY_AMENDMENT } from '../policy-operations/amendments.ts'
import type { PolicyHolder } from '../policy-operations/policy-holder.ts'
import type { ApprovalLog } from './approval-log.ts'
import { type ApprovalRow, approvalsOf, type Terms } from './approval-row.ts'
import { conflict, malformed, notAsked } from './authority.ts'
import { type PreviewParts, previewOf } from './preview.ts'
import { type SeatHeld, seatsHeld } from './seats.ts'
import { stepUpNeeded } from './step-up.ts'
import { whyNotNow } from './take-step.ts'
import { fresh, isAgain, stale, type Taken } from './taken.ts'

/** What somebody decides about a request that they saw. */
export interface DecisionOrder {
  readonly decision: 'approve' | 'return' | 'deny' | 'withdraw' | 'revoke'
  readonly reason: string
  /** How many steps the request had when they saw it. */
  readonly revision: number
  /** With an approval: what they saw, and sign. */
  readonly digest?: string
  /** With an approval: what they make less of it. */
  readonly conditions?: Partial<Terms>
}

export interface DecideParts extends PreviewParts {
  readonly log: ApprovalLog
  readonly holder: Pick<PolicyHolder, 'preview' | 'reload'>
  /** Why nothing new is approved of this now, whoever decides; null: nothing stands against it. */
  readonly whyHeld: (row: ApprovalRow) => Refusal | null
}

/** Takes a decision, or says why not. Resolves once it is durable, and what it changes in the policy is in force. */
export async function decide(
  parts: DecideParts,
  row: ApprovalRow,
  order: DecisionOrder,
  caller: Principal,
): Promise<Taken | Refusal> {
  const { log, policy, clock } = parts
  const { decision, reason } = order
  if (isAgain(row, order.revision, caller, decision, order.digest ?? null)) return { row, isAgain: true }
  if (order.revision !== row.steps.length) return stale(row, order.revision)
  const over = whyNotNow(row, decision)
  if (over !== null) return conflict(decision, over, 'Look at the request’s state.')
  if (decision === 'withdraw') return fresh(await log.take(row, { kind: 'withdraw' }, { reason }, caller, null))
  const seats = decision === 'revoke' ? { ...row, status: 'cto' as const } : row
  const held = seatsHeld(policy(), seats, caller, clock.now())[0]
  if (held === undefined) return notAsked()
  if (decision === 'revoke') return revoke(parts, row, held, reason, caller)
  const breach = breachOf(policy(), row, held, caller)
  if (breach !== null) return breach
  if (decision === 'approve') return approve(parts, row, held, order, caller)
  return fresh(await log.take(row, { kind: decision, seat: held.seat }, { reason }, caller, held.insteadOf))
}

async function approve(
  parts: DecideParts,
  row: ApprovalRow,
  held: SeatHeld,
  order: DecisionOrder,
  caller: Principal,
): Promise<Taken | Refusal> {
  const { log, policy, holder, clock } = parts
  if (policy().approvals === null)
    return conflict('approvals', 'The policy doesn’t say who approves.', 'Add approvals.yaml to the profile.')
  const withheld = parts.whyHeld(row)
  if (withheld !== null) return withheld
  const { statement, text, digest, problems } = await previewOf(parts, row, held, order.conditions ?? {}, caller)
  const { amendment, change, demanded, terms } = statement
  if (problems.length > 0)
    return conflict(
      'policy',
      'The policy doesn’t let this be approved.',
      'Return or deny the request.',
      problems.join('\n'),
    )
  if (held.seat === 'cto' && amendment === null)
    return conflict(
      'nothing-to-approve',
      'The request names nothing that the catalog could hold.',
      'Return it, and ask for a system of the catalog, or for one to be proposed with its assessments.',
    )
  if (order.digest === undefined)
    return malformed('An approval names what is approved.', 'Ask for the preview, read it, and send its digest.')
  if (order.digest !== digest)
    return conflict(
      'stale',
      'What would change isn’t what you saw.',
      'Read the difference as it is now, and decide again.',
      change?.lines.join('\n') ?? '',
    )
  const unproved = stepUpNeeded(policy(), caller, demanded, clock.now())
  if (unproved !== null) return unproved
  const signature = { digest, authenticatedAt: caller.authenticatedAt!, level: caller.assurance }
  const value: AmendmentRow | null =
    amendment === null ? null : { id: row.number, at: new Date(clock.now()).toISOString(), change: amendment }
  // One entry: there is no approval without its change, and no change without its approval.
  const state = value === null ? [] : [{ kind: POLICY_AMENDMENT, key: row.number, value }]
  const taken = await log.take(
    row,
    { kind: 'approve', seat: held.seat, terms, signature },
    { reason: order.reason, statement: text, state },
    caller,
    held.insteadOf,
  )
  if (value !== null && !('code' in taken)) await holder.reload('approval')
  return fresh(taken)
}

/** What was approved comes to an end: by the CTO, when files say it by now, or when it shouldn’t be any more. */
async function revoke(
  { log, holder }: DecideParts,
  row: ApprovalRow,
  held: SeatHeld,
  reason: string,
  caller: Principal,
): Promise<Taken | Refusal> {
  const state = [{ kind: POLICY_AMENDMENT, key: row.number, value: null }]
  const taken = await log.take(row, { kind: 'revoke' }, { reason, state }, caller, held.insteadOf)
  if (!('code' in taken)) await holder.reload('approval')
  return fresh(taken)
}

/** Parts that `roles.yaml` keeps apart, of whoever decided and of those they stood in for (MS-37, MS-48). */
function breachOf(policy: PolicySet, row: ApprovalRow, held: SeatHeld, caller: Principal): Refusal | null {
  const people = [
    { seat: held.seat, by: caller.key, insteadOf: held.insteadOf },
    ...approvalsOf(row).map(({ seat, by, insteadOf }) => ({ seat: seat!, by, insteadOf })),
  ].flatMap(({ seat, by, insteadOf }) =>
    [by, ...(insteadOf === null ? [] : [insteadOf])].map((person) => ({ seat, person })),
  )
  const inRequest = [
    { part: 'requester', person: row.requester.key },
    ...people.map(({ seat, person }) => ({ part: seat === 'supervisor' ? seat : 'approver', person })),
  ]
  const inApproval = people.map(({ seat, person }) => ({ part: seat, person }))
  const [breach] = [
    ...separationBreaches(policy, 'request', inRequest),
    ...separationBreaches(policy, 'approval', inApproval),
  ]
  if (breach === undefined) return null
  const parts = breach.parts.join(' and ')
  return conflict(breach.rule.id, `Nobody is ${parts} in one matter.`, 'Somebody else who holds the seat decides.')
}
