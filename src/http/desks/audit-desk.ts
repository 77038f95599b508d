import type { Principal } from '../../core/principal.ts'
import type { AuditDue } from '../../oversight/audits/audit-due.ts'
import { auditFor, bodyFor } from '../../oversight/audits/audit-for.ts'
import type { AuditBody } from '../../oversight/audits/audit-log.ts'
import type { AuditSight } from '../../oversight/audits/audit-parties.ts'
import { type AuditReport, reportOf } from '../../oversight/audits/audit-report.ts'
import type { AuditRow } from '../../oversight/audits/audit-row.ts'
import type { AuditAsked, AuditStart, Audits } from '../../oversight/audits/audits.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import type { SearchParts } from '../record-search.ts'
import { auditFacts } from './audit-facts.ts'

export interface OpenedAudit {
  readonly row: AuditRow
  readonly sight: AuditSight
  /** Whether whoever looks may carry it out now. */
  readonly isAuditor: boolean
  /** Whether they may take it over from somebody else. */
  readonly mayTake: boolean
  /** Every step with what was written, oldest first. */
  readonly bodies: readonly AuditBody[]
}

/** Clauses MS-55, MO-47: how systems are audited, the same by page and by API. */
export interface AuditDesk {
  /** Whether somebody starts audits at all; which system’s, its due list and the separation of parts say. */
  mayStart(caller: Principal): boolean
  /** Recorded before anything is told, where it is of others; `due` is null for whoever only answers here. */
  list(asking: Asking): Promise<{ readonly due: readonly AuditDue[] | null; readonly audits: readonly AuditRow[] }>
  show(asking: Asking, number: string): Promise<OpenedAudit>
  start(asking: Asking, asked: AuditStart): Promise<AuditRow>
  act(asking: Asking, number: string, asked: AuditAsked): Promise<AuditRow>
  /** The audit as it is handed on; recorded, whoever takes it. */
  report(asking: Asking, number: string): Promise<AuditReport>
}

export interface AuditDeskParts extends SearchParts {
  readonly audits: Audits
  readonly look: RecordLook
}

export function createAuditDesk({ audits, look, ...search }: AuditDeskParts): AuditDesk {
  return {
    mayStart: (caller) => audits.mayStart(caller),
    async list(asking) {
      const caller = callerOf(asking)
      const due = audits.due(caller)
      if (due !== null) await look(asking, { action: 'view-audits' })
      return { due, audits: audits.list(caller).map((row) => auditFor(row, caller)) }
    },
    async show(asking, number) {
      const caller = callerOf(asking)
      const row = allowed(audits.known(number, caller))
      const sight = audits.sightOf(caller, row)
      if (sight === 'reader') await look(asking, { action: 'view-audit', audit: row.number })
      const isAuditor = audits.whyNotAuditor(caller, row) === null
      const bodies = await audits.bodies(row)
      return {
        row: auditFor(row, caller),
        ...{ sight, isAuditor, mayTake: audits.mayTake(caller, row) },
        bodies: bodies.map((body) => bodyFor(body, caller)),
      }
    },
    async start(asking, asked) {
      const caller = callerOf(asking)
      return auditFor(allowed(await audits.start(caller, asked)), caller)
    },
    async act(asking, number, asked) {
      const caller = callerOf(asking)
      const taken = await audits.act(caller, number, asked, async (row) => {
        // Gathering looks at records of others.
        await look(asking, { action: 'gather-audit', audit: row.number })
        return auditFacts(search, caller, row)
      })
      return auditFor(allowed(taken), caller)
    },
    async report(asking, number) {
      const caller = callerOf(asking)
      const row = allowed(audits.known(number, caller))
      await look(asking, { action: 'export-audit', audit: row.number })
      const bodies = await audits.bodies(row)
      return reportOf(
        auditFor(row, caller),
        bodies.map((body) => bodyFor(body, caller)),
      )
    },
  }
}
