import type { StateRows } from '../../core/state-rows.ts'
import { type AuditFinding, type AuditRow, isLate, SYSTEM_AUDIT } from './audit-row.ts'

/** A finding that wasn’t mended by its day. */
export interface LateFinding extends Pick<AuditFinding, 'id' | 'severity' | 'due'> {
  readonly audit: string
}

/** Findings about a system that are open and overdue: while there is one, its approval isn’t renewed (MS-55). */
export function lateFindings(rows: StateRows, system: string, today: string): LateFinding[] {
  return ([...rows.all(SYSTEM_AUDIT).values()] as AuditRow[])
    .filter((row) => row.system === system && row.state !== 'abandoned')
    .flatMap(({ number: audit, findings }) =>
      findings.filter((one) => isLate(one, today)).map(({ id, severity, due }) => ({ audit, id, severity, due })),
    )
    .toSorted((a, b) => a.due.localeCompare(b.due))
}
