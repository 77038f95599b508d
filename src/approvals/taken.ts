import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { ApprovalRow, StepTaken } from './approval-row.ts'
import { conflict } from './authority.ts'

export interface Taken {
  readonly row: ApprovalRow
  /** The same form came again: nothing was done a second time. */
  readonly isAgain: boolean
}

export function fresh(taken: ApprovalRow | Refusal): Taken | Refusal {
  return 'code' in taken ? taken : { row: taken, isAgain: false }
}

/** Whether the step after a revision is the very one that is asked for: a form that was sent twice. */
export function isAgain(
  { steps }: ApprovalRow,
  revision: number,
  caller: Principal,
  kind: StepTaken['kind'],
  digest: string | null,
): boolean {
  const step = steps[revision]
  if (step === undefined || step.by !== caller.key || step.kind !== kind) return false
  return kind !== 'approve' || step.digest === digest
}

/** What happened to a request since somebody saw it. */
export function stepsSince({ steps }: ApprovalRow, revision: number): readonly StepTaken[] {
  return steps.slice(Math.max(0, revision))
}

/** A decision about what somebody saw, which isn’t what is there by now. */
export function stale(row: ApprovalRow, revision: number): Refusal {
  const lines = stepsSince(row, revision).map(({ kind, seat, at, version, terms }) =>
    [
      `${at}: ${kind}${seat === null ? '' : ` (${seat})`}`,
      `version ${version}`,
      `for the ${terms.who}, ${terms.dataClass} data, decision mode ${terms.decisionMode}, until ${terms.until}`,
    ].join(', '),
  )
  return conflict(
    'stale',
    'The request has changed since you looked at it.',
    'Look at what changed, and decide again.',
    lines.join('\n'),
  )
}
