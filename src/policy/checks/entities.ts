import { entityRule } from '../entity-rule.ts'
import type { PolicySet } from '../policy-set.ts'
import { type Case, oblige, pass, refuse, type Verdict } from './check.ts'

/** What happens to the personal and secret values that were found. */
export function entities({ facts }: Case, policy: PolicySet): Verdict {
  const found = Object.keys(facts.entities).filter((entity) => facts.entities[entity]! > 0)
  if (found.length === 0) return pass('entities', ['MS-47'], 'No personal or secret values were found.')
  const barred = found.filter((entity) => entityRule(policy, entity).operator === 'refuse')
  if (barred.length > 0) {
    const { clauses } = entityRule(policy, barred[0]!)
    return refuse(
      'entities',
      clauses,
      'data_class_not_permitted',
      `The request holds ${barred.join(', ')}, which no AI system may be sent.`,
    )
  }
  const removed = found.filter((entity) => ['placeholder', 'redact'].includes(entityRule(policy, entity).operator))
  const clauses = [...new Set(['MS-47', ...found.flatMap((entity) => entityRule(policy, entity).clauses)])]
  if (removed.length === 0) return pass('entities', clauses, `Found and allowed to pass: ${found.join(', ')}.`)
  return oblige('entities', clauses, `To be taken out before forwarding: ${removed.join(', ')}.`)
}
