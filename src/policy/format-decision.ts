import type { Decision } from '../core/decision.ts'
import type { Refusal } from '../core/refusal-codes.ts'

/** A decision with the reasons of every check, for people. */
export function formatDecision(decision: Decision): string {
  const steps = decision.steps.map(
    ({ rule, result, clauses, why }) => `  ${result.padEnd(7)} ${rule.padEnd(14)} ${why} [${clauses.join(', ')}]`,
  )
  if (decision.kind === 'refuse') return [...formatRefusal(decision.refusal), ...steps].join('\n')
  const { label, series, unscannable, review } = decision.obligations
  return [
    `allow (${decision.rule})`,
    `obligations: label in ${label}; series ${series}; unscannable ${unscannable}; review ${review ? 'needed' : 'not needed'}`,
    ...steps,
  ].join('\n')
}

export function formatRefusal({ code, clause, message, next, detail }: Refusal): string[] {
  return [`refuse ${code} (${clause})`, message, ...(detail === undefined ? [] : [detail]), `next: ${next}`]
}
