import { type ApprovalLog, createApprovalLog } from '../approvals/approval-log.ts'
import { type Approvals, createApprovals } from '../approvals/approvals.ts'
import type { JudgeCitation } from '../approvals/cited-assessments.ts'
import { EXCEPTION_MADE } from '../approvals/exception-count.ts'
import { createExceptions, type Exceptions } from '../approvals/exceptions.ts'
import { ACCESS_REQUEST } from '../core/access-request.ts'
import { whyHeld } from '../oversight/accountability/why-held.ts'
import { lateFindings } from '../oversight/audits/late-findings.ts'
import { POLICY_AMENDMENT } from '../policy-operations/amendments.ts'
import { supervisorOf } from '../provisioning/scim/supervisor.ts'
import { approvalMails } from './approval-mails.ts'
import type { OversightOfficeParts } from './oversight-office.ts'

/** What is asked for, who approves of it, and what they wrote into the policy. */
export interface OpenApprovals {
  readonly log: ApprovalLog
  readonly approvals: Approvals
  readonly exceptions: Exceptions
}

export const APPROVAL_STATE: readonly string[] = [ACCESS_REQUEST, POLICY_AMENDMENT, EXCEPTION_MADE]

export function openApprovals(parts: OversightOfficeParts, judgeCitation: JudgeCitation): OpenApprovals {
  const log = createApprovalLog({ ...parts, mails: approvalMails(parts).mails })
  const overdueFindings = (system: string, today: string) => lateFindings(parts.ledger.state, system, today)
  const approvals = createApprovals({
    ...parts,
    log,
    supervisorOf,
    overdueFindings,
    judgeCitation,
    whyHeld: ({ kind, ask, unit }) => whyHeld(parts.policy(), parts.ledger.state, { kind, system: ask.system, unit }),
  })
  return { log, approvals, exceptions: createExceptions(parts) }
}
