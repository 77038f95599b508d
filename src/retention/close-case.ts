import { toRanges } from '../core/destruction.ts'
import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { Ledger } from '../records/ledger.ts'
import { CASE_CLOSING, type CaseClosingRow } from './case-closing.ts'
import { findHeld, type HoldReader } from './find-held.ts'
import { notForRoles } from './refusals.ts'

export interface CloseCaseParts {
  readonly store: HoldReader
  readonly ledger: Ledger
  readonly clock: Clock
}

const MAY_CLOSE = ['records-officer', 'attorney']

/**
 * Says when a case (`AI-Matter`) was closed, from which series count that run `case-closed`; null opens it again. The entry
 * names what belonged to it, so that a verifier needs no content to count.
 */
export async function closeCase(
  { store, ledger, clock }: CloseCaseParts,
  asked: { readonly matter: string; readonly closedOn: string | null; readonly reason: string },
  caller: Principal,
): Promise<CaseClosingRow | Refusal> {
  const { matter, closedOn, reason } = asked
  if (!MAY_CLOSE.some((role) => caller.roles.includes(role)))
    return notForRoles('may-close', 'Your roles don’t include closing cases.', 'Ask a records officer.', 'MO-28')
  const now = clock.now()
  if (closedOn !== null && Date.parse(`${closedOn}T00:00:00Z`) > now)
    return refusal('malformed_body', {
      rule: 'case-closing',
      clause: 'MO-28',
      message: 'That day is still to come.',
      next: 'Name the day on which the case was closed.',
    })
  const upTo = await store.size()
  const { found } = await findHeld(store, { agency: caller.agency, criteria: { matter } }, 0, upTo)
  if (found.length === 0)
    return refusal('malformed_body', {
      rule: 'case-closing',
      clause: 'MO-28',
      message: 'No record of your agency names this matter.',
      next: 'Write the matter as AI-Matter has it.',
    })
  const ranges = toRanges(found)
  const row: CaseClosingRow = {
    agency: caller.agency,
    matter,
    closedOn,
    ranges,
    by: caller.key,
    at: new Date(now).toISOString(),
    reason,
  }
  const named = ranges.map(([first, last]) => ({ first, last }))
  await ledger.write({
    type: 'admin',
    agency: caller.agency,
    actor: caller,
    meta: { action: closedOn === null ? 'case-reopened' : 'case-closed', matter, reason },
    body: { action: 'case-closed', case: `${caller.agency}|${matter}`, closed_on: closedOn, ranges: named },
    state: [{ kind: CASE_CLOSING, key: `${caller.agency}|${matter}`, value: row }],
  })
  return row
}
