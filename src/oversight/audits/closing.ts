import { dayAfter } from '../../core/calendar.ts'
import type { StateChange } from '../../core/record.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Amendment } from '../../policy/schema/amendment.ts'
import { type AuditRule, monthsBetween } from './audit-due.ts'
import { type AuditRow, isUnresolved } from './audit-row.ts'

/** How an audit that is closed comes into force: the catalog’s own day moves, and with it what refuses calls (MS-55). */
export interface AuditInForce {
  /** What to write for a change of the policy; null: the policy wouldn’t take it, as of a system that the State audits. */
  readonly amendment: (id: string, change: Amendment) => ((at: string) => StateChange) | null
  /** Resolves once what was written is in force. */
  readonly reload: () => Promise<void>
}

export interface Ending {
  readonly next: NonNullable<AuditRow['next']>
  readonly state: (at: string) => readonly StateChange[]
}

/** @param today `YYYY-MM-DD` in the profile’s zone. */
export function endingOf(
  { systems }: Pick<PolicySet, 'systems'>,
  { amendment }: AuditInForce,
  rule: AuditRule,
  row: AuditRow,
  today: string,
): Ending {
  const system = systems.find(({ id }) => id === row.system)
  const months = system === undefined ? 12 : monthsBetween(rule, system)
  const due = dayAfter(today, `P${months}M`)
  const change = { kind: 'audit' as const, system: row.system, last: today, findings: said(row), due }
  const written = amendment(`audit-of-${row.system}`, change)
  return {
    next: { on: today, due, isInForce: written !== null },
    state: (at) => (written === null ? [] : [written(at)]),
  }
}

/** As readers of the catalog see it: how many, and no word of what they are. */
function said({ number, findings }: AuditRow): string {
  const left = findings.filter(({ state }) => state !== 'withdrawn')
  return `${left.length} found, ${left.filter(isUnresolved).length} of them open as audit ${number} was closed`
}
