import type { EntityRule, PolicySet } from './policy-set.ts'

/** The rule for an entity; an entity without one of its own gets the profile's strict `otherwise`. */
export function entityRule(policy: Pick<PolicySet, 'redaction'>, entity: string): EntityRule {
  const { entities, otherwise } = policy.redaction
  return Object.hasOwn(entities, entity) ? entities[entity]! : otherwise
}

/** Whether a value of this kind stays in what is forwarded. */
export function leavesText(rule: EntityRule): boolean {
  return rule.operator === 'allow' || rule.operator === 'flag'
}
