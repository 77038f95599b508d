import { DATA_CLASSES } from '../core/decision.ts'
import type { Case, Verdict } from './checks/check.ts'
import type { Exception, PolicySet } from './policy-set.ts'
import { EXCEPTABLE_RULES } from './schema/exceptions.ts'

/**
 * A refusal as an exception of the executive director lifts it for named people, or null (MS-15). Never past the ceiling
 * of a publicly hosted system; recording and prohibited technology aren't among the rules that can be lifted at all.
 */
export function excepted(verdict: Verdict, subject: Case, policy: PolicySet): Verdict | null {
  const { facts } = subject
  const made = policy.index.exceptions[facts.principal.key]
  const { rule, clauses } = verdict.step
  if (made === undefined || !(EXCEPTABLE_RULES as readonly string[]).includes(rule)) return null
  if (rule === 'data-class' && facts.system.hosting === 'public') return null
  const found = made.find((one) => one.rule === rule && covers(one, subject))
  if (found === undefined) return null
  const why = `${verdict.step.why} Exception ${found.id} (${found.decided.reference}) lifts this until ${found.until}.`
  return { step: { rule, clauses: [...new Set([...found.clauses, ...clauses])], result: 'oblige', why } }
}

function covers(one: Exception, { facts, dataClass }: Case): boolean {
  return (
    facts.now >= one.fromAt &&
    facts.now < one.endsAt &&
    one.systems.includes(facts.system.id) &&
    facts.purpose.id !== null &&
    one.purposes.includes(facts.purpose.id) &&
    (one.maxClass === undefined || DATA_CLASSES.indexOf(dataClass.dataClass) <= DATA_CLASSES.indexOf(one.maxClass))
  )
}
