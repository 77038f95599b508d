import type { Decision, Obligations, ReceiptStep } from '../core/decision.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { Receipt } from './receipt.ts'

/** A decision with the reasons of every check, for people. */
export function formatDecision(decision: Decision): string {
  const steps = decision.steps.map(formatStep)
  if (decision.kind === 'refuse') return [...formatRefusal(decision.refusal), ...steps].join('\n')
  return [`allow (${decision.rule})`, formatObligations(decision.obligations), ...steps].join('\n')
}

function formatStep({ rule, result, clauses, why }: ReceiptStep): string {
  return `  ${result.padEnd(7)} ${rule.padEnd(14)} ${why} [${clauses.join(', ')}]`
}

function formatObligations({ label, series, unscannable, review }: Obligations): string {
  return `obligations: label in ${label}; series ${series}; unscannable ${unscannable}; review ${review ? 'needed' : 'not needed'}`
}

export function formatRefusal({ code, clause, message, next, detail }: Refusal): string[] {
  return [`refuse ${code} (${clause})`, message, ...(detail === undefined ? [] : [detail]), `next: ${next}`]
}

/** A receipt for people: the decision, where each reason stands, and what would change it. */
export function formatReceipt(receipt: Receipt): string {
  const { refusal, obligations, facts, policy, wouldChange } = receipt
  return [
    ...(refusal === null ? [`allow (${receipt.rule})`] : formatRefusal(refusal)),
    ...(obligations === null ? [] : [formatObligations(obligations)]),
    `facts: ${Object.entries(facts)
      .map(([name, value]) => `${name} ${value === null || value.length === 0 ? 'none' : String(value)}`)
      .join('; ')}`,
    ...receipt.steps.map((step) => `${formatStep(step)}${step.at === null ? '' : ` ${step.at}`}`),
    ...formatWayOut(wouldChange),
    `policy ${policy.version} (sha256 ${policy.digest})`,
  ].join('\n')
}

/** The steps that lead to allow; nothing where the answer is allow. */
export function formatWayOut(wouldChange: readonly string[] | null): string[] {
  if (wouldChange === null) return ['no way to allow was found']
  return wouldChange.map((step, at) => `${at === 0 ? 'to be allowed:' : '         then:'} ${step}`)
}
