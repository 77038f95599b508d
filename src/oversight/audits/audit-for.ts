import type { Principal } from '../../core/principal.ts'
import type { AuditFacts } from './audit-facts.ts'
import type { AuditBody } from './audit-log.ts'
import type { AuditRow } from './audit-row.ts'

type Caller = Pick<Principal, 'key'>

/**
 * An audit as somebody may see it. How many incidents there are is told to whoever gathered it alone: another one may be whom
 * a report is kept from, and no count tells them of it (MS-14).
 */
export function auditFor(row: AuditRow, caller: Caller): AuditRow {
  const gathered = row.steps.findLast(({ kind }) => kind === 'scope')
  if (row.scope === null || gathered?.by === caller.key) return row
  return { ...row, scope: withoutIncidents(row.scope) }
}

/** The same of what its entries say, so that they still come to the same audit. */
export function bodyFor(body: AuditBody, caller: Caller): AuditBody {
  const { step } = body
  if (step.change.kind !== 'scope' || step.by.key === caller.key) return body
  return { ...body, step: { ...step, change: { ...step.change, facts: withoutIncidents(step.change.facts) } } }
}

function withoutIncidents(facts: AuditFacts): AuditFacts {
  return { ...facts, incidents: null }
}
