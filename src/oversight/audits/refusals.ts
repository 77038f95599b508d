import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { AuditRow } from './audit-row.ts'

/** For whoever may not know of it, an audit isn’t there. */
export function unknownAudit(): Refusal {
  return refusal('route_not_governed', {
    rule: 'system-audit',
    clause: 'MS-55',
    message: 'There is no such audit for you.',
    next: 'Look at the list of audits.',
  })
}

export function notTheirs(message: string, next: string): Refusal {
  return refusal('audience_not_granted', { rule: 'system-audit', clause: 'MS-55', message, next })
}

export function incomplete(message: string): Refusal {
  return refusal('audit_incomplete', { rule: 'system-audit', message })
}

/** A step that the state of the audit, or what somebody else is in it, doesn’t allow. */
export function conflict(rule: string, message: string, next = 'Look at the audit as it is now.'): Refusal {
  return refusal('conflict', { rule, clause: 'MS-55', message, next })
}

/** Somebody acted on what isn’t there any more: with every step since, and without a word of what was written. */
export function changedSince({ steps }: Pick<AuditRow, 'steps'>, version: number): Refusal {
  const since = steps.slice(Math.max(0, version))
  return {
    ...conflict(
      'stale',
      'The audit was changed since you looked at it.',
      'Look at what changed, and decide again. Nothing of yours was done.',
    ),
    detail: since.map(({ at, kind, finding }) => `${at}: ${kind}${finding === null ? '' : ` ${finding}`}`).join('\n'),
  }
}
