import { DATA_CLASSES } from '../core/decision.ts'
import type { EntityOverride, EntityRule, PolicySet } from './policy-set.ts'
import { OPERATORS, OUTPUT_OPERATORS } from './schema/redaction.ts'

/** For which system and whose prompt a rule is asked. */
export interface RuleScope {
  readonly system: string
  readonly agency: string
}

/**
 * The rule for an entity; an entity without one of its own gets the profile's strict `otherwise`. What the system and the
 * agency say of it counts in their scope; without one, the rule as it stands for all.
 */
export function entityRule(policy: Pick<PolicySet, 'redaction'>, entity: string, scope: RuleScope | null): EntityRule {
  const { entities, otherwise, systems, agencies } = policy.redaction
  const rule = Object.hasOwn(entities, entity) ? entities[entity]! : otherwise
  if (scope === null || (systems === undefined && agencies === undefined)) return rule
  const bySystem = own(own(systems, scope.system), entity)
  const byAgency = own(own(agencies, scope.agency), entity)
  const atSystem = bySystem === undefined ? rule : overridden(rule, bySystem)
  return byAgency === undefined ? atSystem : strictest(atSystem, overridden(rule, byAgency))
}

/** The scope of a decision's facts. */
export function scopeOf(facts: {
  readonly system: { readonly id: string }
  readonly principal: { readonly agency: string }
}): RuleScope {
  return { system: facts.system.id, agency: facts.principal.agency }
}

/** Whether a value of this kind stays in what is forwarded. */
export function leavesText(rule: EntityRule): boolean {
  return rule.operator === 'allow' || rule.operator === 'warn'
}

/** Whether nothing of a value is left in what is forwarded; of a masked one its end is. */
export function takesOut(rule: EntityRule): boolean {
  return rule.operator === 'placeholder' || rule.operator === 'redact' || rule.operator === 'hash'
}

/** A rule with what is different at one place. */
export function overridden(rule: EntityRule, override: EntityOverride): EntityRule {
  const { clauses, operator = rule.operator, restorable = rule.restorable, keep = rule.keep } = override
  return {
    operator,
    restorable: restorable && operator === 'placeholder',
    output: override.output ?? rule.output,
    ...(keep === undefined ? {} : { keep }),
    raisesTo: override.raisesTo ?? rule.raisesTo,
    secret: rule.secret,
    clauses: [...new Set([...clauses, ...rule.clauses])],
  }
}

/** In what a rule is laxer than another; empty where it is at least as strict. */
export function laxerIn(rule: EntityRule, than: EntityRule): string[] {
  const laxer = (list: readonly string[], mine: string, theirs: string): boolean =>
    list.indexOf(mine) < list.indexOf(theirs)
  return [
    ...(laxer(OPERATORS, rule.operator, than.operator) ? ['operator'] : []),
    ...(laxer(OUTPUT_OPERATORS, rule.output, than.output) ? ['output'] : []),
    ...(laxer(DATA_CLASSES, rule.raisesTo, than.raisesTo) ? ['raisesTo'] : []),
    ...(rule.restorable && !than.restorable ? ['restorable'] : []),
    ...((rule.keep ?? 0) > (than.keep ?? 4) ? ['keep'] : []),
    ...(than.secret && !rule.secret ? ['secret'] : []),
  ]
}

function strictest(a: EntityRule, b: EntityRule): EntityRule {
  const higher = <T extends string>(list: readonly T[], one: T, other: T): T =>
    list.indexOf(one) >= list.indexOf(other) ? one : other
  const operator = higher(OPERATORS, a.operator, b.operator)
  const output = higher(OUTPUT_OPERATORS, a.output, b.output)
  return {
    operator,
    output,
    restorable: a.restorable && b.restorable && operator === 'placeholder',
    ...(operator === 'mask' || output === 'mask' ? { keep: Math.min(a.keep ?? 4, b.keep ?? 4) } : {}),
    raisesTo: higher(DATA_CLASSES, a.raisesTo, b.raisesTo),
    secret: a.secret || b.secret,
    clauses: [...new Set([...a.clauses, ...b.clauses])],
  }
}

/** A member by a name that comes from elsewhere; never one of the prototype's. */
function own<T>(members: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined
}
