import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { StateRows } from '../core/state-rows.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { stale } from '../records/stale.ts'
import { type ApprovalRow, DISPOSITION, DISPOSITION_APPROVAL, type DispositionRow } from './disposition-row.ts'
import { dispositionRefused, notForRoles } from './refusals.ts'

/** The role that one of the two approvers has. */
export const RECORDS_OFFICER = 'records-officer'

const COUNSEL = 'attorney'

/** By which somebody may approve, the first that they hold. */
const APPROVERS = [RECORDS_OFFICER, COUNSEL, 'executive-director', 'privacy-officer']

export const APPROVALS_NEEDED = 2

/** One person's approval of exactly the set that they saw. Who proposed it doesn't approve it (MO-10). */
export async function approve(
  ledger: Ledger,
  row: DispositionRow,
  setSha256: string,
  caller: Principal,
  now: number,
): Promise<readonly ApprovalRow[] | Refusal> {
  const role = APPROVERS.find((one) => caller.roles.includes(one))
  if (role === undefined)
    return notForRoles('approver', 'Your roles don’t include approving dispositions.', 'Ask a records officer.')
  if (caller.key === row.proposedBy)
    return notForRoles(
      'two-people',
      'You have proposed this; two others approve it.',
      'Ask a records officer and another officer.',
    )
  if (row.status !== 'proposed')
    return dispositionRefused('not-open', 'This disposition is no longer open.', 'Look at its state.')
  if (setSha256 !== row.setSha256)
    return dispositionRefused(
      'wrong-digest',
      'The digest is not that of the set that was proposed.',
      'Look at the disposition again, and approve what it says.',
    )
  const approval: ApprovalRow = {
    disposition: row.id,
    by: caller.key,
    role,
    at: new Date(now).toISOString(),
    setSha256,
  }
  const seen = { kind: DISPOSITION, key: row.id, value: row }
  const act = {
    type: 'admin' as const,
    agency: caller.agency,
    actor: caller,
    meta: { action: 'disposition-approved', disposition: row.id, role, set: setSha256 },
    state: [{ kind: DISPOSITION_APPROVAL, key: `${row.id}|${caller.key}`, value: approval }],
    basis: [seen],
  }
  const written = await writeOr(ledger, act, (moved) => stale(moved, seen, { clause: 'MO-10', members: ['status'] }))
  return 'code' in written ? written : approvalsOf(ledger.state, row)
}

export function approvalsOf(rows: StateRows, row: DispositionRow): ApprovalRow[] {
  return ([...rows.all(DISPOSITION_APPROVAL).values()] as ApprovalRow[])
    .filter(({ disposition }) => disposition === row.id)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

/** What is still missing; null when the approvals suffice. */
export function missingApproval(row: DispositionRow, approvals: readonly ApprovalRow[]): Refusal | null {
  if (row.byHand) return missingByHand(row, approvals)
  const valid = approvals.filter(({ by, setSha256 }) => by !== row.proposedBy && setSha256 === row.setSha256)
  const people = new Set(valid.map(({ by }) => by)).size
  const isEnough = people >= APPROVALS_NEEDED && valid.some(({ role }) => role === RECORDS_OFFICER)
  if (isEnough) return null
  return dispositionRefused(
    'approvals',
    `It takes ${APPROVALS_NEEDED} people who didn’t propose it, one of them a records officer; ${people} approved it.`,
    'Ask those who are missing.',
  )
}

/** What nothing lets go by itself takes counsel and a records officer, neither of whom proposed it (MO-30). */
function missingByHand(row: DispositionRow, approvals: readonly ApprovalRow[]): Refusal | null {
  const valid = approvals.filter(({ by, setSha256 }) => by !== row.proposedBy && setSha256 === row.setSha256)
  if ([RECORDS_OFFICER, COUNSEL].every((needed) => valid.some(({ role }) => role === needed))) return null
  return dispositionRefused(
    'approvals',
    'What is let go by hand takes counsel and a records officer who didn’t propose it.',
    'Ask who is missing.',
  )
}
