import { dayAfter } from '../../core/calendar.ts'
import { DATA_CLASSES, higherClass } from '../../core/decision.ts'
import type { CatalogSystem, Oversight, PolicySet } from '../../policy/policy-set.ts'
import type { AuditCourse } from './audit-row.ts'

export type AuditRule = NonNullable<Oversight['audits']>

/** When a system is to be audited next. */
export interface AuditDue {
  readonly system: string
  readonly name: string
  /** Months between two audits: the catalog’s, or fewer where its class of data asks for it. */
  readonly everyMonths: number
  /** `YYYY-MM-DD` of the last one, as the catalog or the log has it; null: there was none. */
  readonly last: string | null
  /** `YYYY-MM-DD`. */
  readonly due: string
  readonly isOverdue: boolean
  /** When calls are refused for want of an audit, milliseconds since the epoch: the catalog’s own day, with its grace. */
  readonly closesAt: number
  /** Number of the audit that is under way; null: none is. */
  readonly open: string | null
}

/**
 * Clause MS-55: every approved system with an audit in the catalog, the earliest due first. The first is due so many months
 * after the approval, the next after the last one; the catalog’s own day holds where it is earlier.
 * @param today `YYYY-MM-DD` in the profile’s zone.
 */
export function auditsDue(
  policy: Pick<PolicySet, 'systems'>,
  rule: AuditRule,
  courseOf: (system: string) => AuditCourse | null,
  today: string,
): AuditDue[] {
  return policy.systems
    .flatMap((system): AuditDue[] => {
      if (system.audit === undefined || !['active', 'provisional'].includes(system.approval.status)) return []
      const course = courseOf(system.id)
      const everyMonths = monthsBetween(rule, system)
      const last = latest(system.audit.last, course?.closed?.on ?? null)
      const from = last ?? approvedOn(system)
      const counted = from === null ? system.audit.due : dayAfter(from, `P${everyMonths}M`)
      const due = isNewer(last, system.audit.last) || counted < system.audit.due ? counted : system.audit.due
      const term = system.evidence.find(({ kind }) => kind === 'audit')
      return [
        {
          ...{ system: system.id, name: system.name, everyMonths, last, due, isOverdue: today > due },
          ...{ closesAt: term?.endsAt ?? Number.MAX_SAFE_INTEGER, open: course?.open ?? null },
        },
      ]
    })
    .toSorted((a, b) => a.due.localeCompare(b.due) || a.system.localeCompare(b.system))
}

/** The catalog’s cadence, or the shorter one of the highest class that the system may get. */
export function monthsBetween({ everyMonths }: AuditRule, { audit, grants }: CatalogSystem): number {
  const highest = grants.map(({ maxClass }) => maxClass).reduce(higherClass, DATA_CLASSES[0])
  return Math.min(audit?.everyMonths ?? everyMonths[highest], everyMonths[highest])
}

/** The day on which it was first approved of: later signatures are about who else may use it. Null: nobody has signed. */
export function approvedOn({ approval: { decisions } }: Pick<CatalogSystem, 'approval'>): string | null {
  const last = decisions.filter(({ seat }) => seat === 'cto')
  return (last.length === 0 ? decisions : last).map(({ on }) => on).toSorted()[0] ?? null
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

/** What was closed here, and the catalog doesn’t know of: the State’s own system, for example. */
function isNewer(last: string | null, known: string | null): boolean {
  return last !== null && (known === null || last > known)
}
