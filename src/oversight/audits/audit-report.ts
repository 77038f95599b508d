import type { AuditBody } from './audit-log.ts'
import type { AuditRow } from './audit-row.ts'
import { replay } from './take-step.ts'

/** An audit as it is handed on: its steps with what was written, and what they come to. */
export interface AuditReport {
  readonly form: 'statehouse-audit/v1'
  readonly audit: AuditRow
  readonly steps: readonly Omit<AuditBody, 'audit'>[]
}

export function reportOf(audit: AuditRow, bodies: readonly AuditBody[]): AuditReport {
  return { form: 'statehouse-audit/v1', audit, steps: bodies.map(({ step, reason }) => ({ step, reason })) }
}

/** The audit that a report’s steps come to, without asking a policy or a clock; null where one can’t be taken. */
export function replayReport({ steps }: Pick<AuditReport, 'steps'>): AuditRow | null {
  return replay(steps.map(({ step }) => step))
}
