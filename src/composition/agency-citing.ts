import type { ApprovalLog } from '../approvals/approval-log.ts'
import type { Approvals } from '../approvals/approvals.ts'
import type { Principal } from '../core/principal.ts'
import { readReference } from '../oversight/assessments/citation.ts'

/**
 * Who decides about a request reads the assessments that it rests on, whatever else their roles let them read: the agency of
 * the request, where it names the assessment and isn’t the reader’s own.
 */
export function agencyCiting({ approvals, log }: { readonly approvals: Approvals; readonly log: ApprovalLog }) {
  return async (request: string, number: string, caller: Principal): Promise<string | null> => {
    const row = approvals.known(request, caller)
    if ('code' in row || row.requester.key === caller.key) return null
    const named = approvals.assessmentsOf(row, await log.wordsOf(row)).map(({ reference }) => readReference(reference))
    return named.some((one) => one !== null && one !== 'malformed' && one.number === number) ? row.agency : null
  }
}
