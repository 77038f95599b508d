import { ACCESS_REQUEST } from '../core/access-request.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { ApprovalRow } from './approval-row.ts'

/**
 * Principal keys of those who approved of a system here, its renewals and next versions, and of whom they stood in for. Who
 * only let somebody more use it isn’t among them.
 */
export function approversOf(rows: StateRows, system: string): string[] {
  const approved = ([...rows.all(ACCESS_REQUEST).values()] as ApprovalRow[]).filter(
    ({ kind, ask }) => kind !== 'access' && ask.system === system,
  )
  const people = approved.flatMap(({ steps }) =>
    steps
      .filter(({ kind }) => kind === 'approve')
      .flatMap(({ by, insteadOf }) => (insteadOf === null ? [by] : [by, insteadOf])),
  )
  return [...new Set(people)]
}
