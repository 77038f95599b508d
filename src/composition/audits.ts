import { approversOf } from '../approvals/approvers-of.ts'
import { TASK_MAIL } from '../core/notice.ts'
import { leaderlessTasks } from '../oversight/accountability/leaderless-tasks.ts'
import { orphanTasks } from '../oversight/accountability/orphan-tasks.ts'
import { AUDIT_COURSE, SYSTEM_AUDIT } from '../oversight/audits/audit-row.ts'
import { type Audits, createAudits } from '../oversight/audits/audits.ts'
import type { AuditInForce } from '../oversight/audits/closing.ts'
import type { RevisitDraws } from '../oversight/revisits/draw-revisits.ts'
import { revisitTasks } from '../oversight/revisits/revisit-tasks.ts'
import { overdueRisks } from '../oversight/risks/overdue-risks.ts'
import { createReminders } from '../oversight/tasks/reminders.ts'
import { mailConnectors } from '../policy/mail-connectors.ts'
import { PolicyError } from '../policy/problem.ts'
import { type AmendmentRow, POLICY_AMENDMENT } from '../policy-operations/amendments.ts'
import type { PolicyHolder } from '../policy-operations/policy-holder.ts'
import { approvalMails } from './approval-mails.ts'
import { assessmentTasks } from './assessment-mails.ts'
import { incidentMails } from './incident-mails.ts'

import type { OversightOfficeParts } from './oversight-office.ts'

/** How often it is looked whom something overdue has to be told again, milliseconds: what is overdue has waited for days. */
const LOOK_EVERY_MS = 3_600_000

export const AUDIT_STATE: readonly string[] = [SYSTEM_AUDIT, AUDIT_COURSE, TASK_MAIL]

export interface OpenAudits {
  readonly audits: Audits
  /** Tells whoever has something overdue to do, now. */
  remind(): Promise<void>
  stop(): Promise<void>
}

/** Audits of systems, and reminders of what waits for somebody. */
export function openAudits(parts: OversightOfficeParts & { readonly draws: RevisitDraws }): OpenAudits {
  const { ledger, policy, log, holder } = parts
  const mailBy = () => mailConnectors(policy())
  const audits = createAudits({
    ...parts,
    ...inForce(holder),
    mailBy,
    approversOf: (system) => approversOf(ledger.state, system),
  })
  const reminders = createReminders({
    ...parts,
    mailBy,
    more: [
      approvalMails(parts).waiting,
      assessmentTasks(parts),
      () => leaderlessTasks(policy(), ledger.state, parts.clock.now()),
      incidentMails(parts).waiting,
      () => orphanTasks(policy(), ledger.state, parts.clock.now()),
      () => overdueRisks(policy(), ledger.state, parts.clock.now()),
      () => revisitTasks(policy(), ledger.state, parts.clock.now()),
    ],
  })
  const failed = (error: unknown) => {
    log.error({ event: 'reminders.fault', fault: error instanceof Error ? error.message : typeof error })
  }
  let last: Promise<unknown> = Promise.resolve()
  const remind = (): Promise<void> => {
    // Whoever waits for a reminder doesn't wait for a draw that fails.
    const done = last.then(() => parts.draws.drawAll().catch(failed)).then(() => reminders.remind())
    last = done.catch(failed)
    return done
  }
  const look = () => void remind().catch(() => undefined)
  look()
  const looking = setInterval(look, LOOK_EVERY_MS).unref()
  return {
    audits,
    remind,
    async stop() {
      clearInterval(looking)
      await last
    },
  }
}

/** What was closed comes into force like what is approved: laid over the files, and checked as they are. */
function inForce(holder: PolicyHolder): AuditInForce {
  return {
    amendment(id, change) {
      try {
        holder.preview((present) => [...present.filter((one) => one.id !== id), { id, change }])
      } catch (error) {
        if (error instanceof PolicyError) return null
        throw error
      }
      return (at) => ({ kind: POLICY_AMENDMENT, key: id, value: { id, at, change } satisfies AmendmentRow })
    },
    reload: async () => void (await holder.reload('approval')),
  }
}
