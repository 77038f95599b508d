import { dayOf } from '../core/calendar.ts'
import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { formatProblem, PolicyError } from '../policy/problem.ts'
import { diffPolicies, formatDiff } from '../policy-operations/diff.ts'
import type { PolicyHolder } from '../policy-operations/policy-holder.ts'
import type { ApprovalLog } from './approval-log.ts'
import type { ApprovalRow, Terms } from './approval-row.ts'
import { citationProblems, type JudgeCitation } from './cited-assessments.ts'
import { type ProposedChange, proposedChange } from './proposed-change.ts'
import type { SeatHeld } from './seats.ts'
import { type ShownChange, type Statement, signedText } from './statement.ts'
import { withConditions } from './terms.ts'

/** What somebody would sign, and what stands in the way of it. */
export interface Preview {
  readonly revision: number
  readonly statement: Statement
  readonly text: string
  readonly digest: string
  /** Why the policy wouldn’t take it: then nobody can approve of it. */
  readonly problems: readonly string[]
}

export interface PreviewParts {
  readonly log: Pick<ApprovalLog, 'wordsOf'>
  readonly policy: () => PolicySet
  readonly holder: Pick<PolicyHolder, 'preview'>
  readonly clock: Clock
  /** Findings of audits of a system that weren’t mended by their day. */
  readonly overdueFindings: (
    system: string,
    today: string,
  ) => readonly { readonly audit: string; readonly id: string; readonly due: string }[]
  readonly judgeCitation: JudgeCitation
}

/** What an approval in a seat comes to under the policy in force, with what its signer makes less of it. */
export async function previewOf(
  { log, policy, holder, clock, overdueFindings, judgeCitation }: PreviewParts,
  row: ApprovalRow,
  held: SeatHeld,
  conditions: Partial<Terms>,
  caller: Principal,
): Promise<Preview> {
  const inForce = policy()
  const terms = withConditions(row.terms, conditions)
  const words = await log.wordsOf(row)
  const today = dayOf(clock.now(), inForce.profile.timezone)
  const proposed = proposedChange(inForce, { ...row, terms }, words, today)
  const { amendment } = proposed
  const { change, problems } = shown(holder, row, proposed, inForce)
  // Clause MS-55: what an audit found is mended before anything goes on for longer.
  const late = row.kind === 'renewal' && row.ask.system !== null ? overdueFindings(row.ask.system, today) : []
  const unmended = late.map(
    ({ audit, id, due }) =>
      `finding ${id} of audit ${audit} was to be mended by ${due}; answer it, and have the auditor accept the answer`,
  )
  // Clause MS-49: what it rested on as it was sent may have been superseded since, or be too old by now.
  const baseless = amendment?.kind === 'system' ? citationProblems(amendment.system, row.agency, judgeCitation) : []
  const statement: Statement = {
    form: 'statehouse-approval/v1',
    request: row.number,
    version: row.version,
    revision: row.steps.length,
    seat: held.seat,
    by: caller.key,
    insteadOf: held.insteadOf,
    ask: row.ask,
    terms,
    words,
    change,
    amendment: held.seat === 'cto' ? amendment : null,
    demanded: { level: held.level, withinMinutes: inForce.approvals?.stepUpMinutes ?? 0 },
  }
  return {
    revision: row.steps.length,
    statement,
    ...signedText(statement),
    problems: [...problems, ...unmended, ...baseless],
  }
}

/** What a change would do to the policy in force, or why that can't be. */
function shown(
  holder: PreviewParts['holder'],
  { number }: ApprovalRow,
  { amendment, problems }: ProposedChange,
  inForce: PolicySet,
): { readonly change: ShownChange | null; readonly problems: readonly string[] } {
  if (amendment === null) return { change: null, problems }
  try {
    const { policy: after } = holder.preview((present) => [
      ...present.filter(({ id }) => id !== number),
      { id: number, change: amendment },
    ])
    const lines = formatDiff(diffPolicies(inForce, after), inForce, after).filter((line) => line !== '')
    return { change: { before: inForce.digest, after: after.digest, lines }, problems: [] }
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    return { change: null, problems: error.problems.map(formatProblem) }
  }
}
