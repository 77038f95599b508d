import { entityRule, leavesText, scopeOf } from '../entity-rule.ts'
import type { EntityRule, PolicySet } from '../policy-set.ts'
import { type Case, oblige, pass, refuse, type Verdict } from './check.ts'

/** What happens to the personal and secret values that were found. */
export function entities({ facts }: Case, policy: PolicySet): Verdict {
  const found = Object.keys(facts.entities).filter((entity) => facts.entities[entity]! > 0)
  if (found.length === 0) return pass('entities', ['MS-47'], 'No personal or secret values were found.')
  const scope = scopeOf(facts)
  const ruleOf = (entity: string): EntityRule => entityRule(policy, entity, scope)
  const barred = found.filter((entity) => ruleOf(entity).operator === 'refuse')
  if (barred.length > 0) {
    const { clauses } = ruleOf(barred[0]!)
    return refuse(
      'entities',
      clauses,
      'data_class_not_permitted',
      `The request holds ${barred.join(', ')}, which no AI system may be sent.`,
    )
  }
  const removed = found.filter((entity) => !leavesText(ruleOf(entity)))
  const warned = found.filter((entity) => ruleOf(entity).operator === 'warn')
  const clauses = [...new Set(['MS-47', ...found.flatMap((entity) => ruleOf(entity).clauses)])]
  if (removed.length + warned.length === 0)
    return pass('entities', clauses, `Found and allowed to pass: ${found.join(', ')}.`)
  const duties = [
    ...(removed.length === 0 ? [] : [`To be taken out before forwarding: ${removed.join(', ')}.`]),
    ...(warned.length === 0 ? [] : [`Sent as it is, with a warning: ${warned.join(', ')}.`]),
  ]
  return oblige('entities', clauses, duties.join(' '))
}
