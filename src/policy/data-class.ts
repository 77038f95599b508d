import { type DataClass, higherClass } from '../core/decision.ts'
import { entityRule, type RuleScope, scopeOf, takesOut } from './entity-rule.ts'
import type { Facts } from './facts.ts'
import type { EntityRule, PolicySet } from './policy-set.ts'

type Redaction = Pick<PolicySet, 'redaction'>

/** Highest class of the entities found in a text, before any redaction. */
export function classOfEntities(
  policy: Redaction,
  entities: Readonly<Record<string, number>>,
  scope: RuleScope,
): DataClass {
  return highest(policy, entities, scope, () => true)
}

function highest(
  policy: Redaction,
  entities: Facts['entities'],
  scope: RuleScope,
  counts: (rule: EntityRule) => boolean,
): DataClass {
  let result: DataClass = 'public'
  for (const [entity, count] of Object.entries(entities)) {
    const rule = entityRule(policy, entity, scope)
    if (count > 0 && counts(rule)) result = higherClass(result, rule.raisesTo)
  }
  return result
}

/** The class that the request counts as, and where that comes from. */
export interface EffectiveClass {
  readonly dataClass: DataClass
  readonly from: 'declared' | 'detected' | 'dataset' | 'default'
}

/** The class of the data sets that a request draws on: its system's, its app's and its purpose's (MS-58). */
export function floorOf(
  system: { readonly floor: DataClass },
  client: { readonly floor: DataClass } | null,
  purpose: { readonly floor: DataClass } | null,
): DataClass {
  return higherClass(system.floor, higherClass(client?.floor ?? 'public', purpose?.floor ?? 'public'))
}

/**
 * The highest of what was declared, what was detected and the floor of the data sets in use. Redaction takes a value out, so its entity stops counting;
 * not on a publicly hosted system, where a detection is enough to refuse (MS-29). A declaration and a floor are never
 * lowered.
 */
export function effectiveClass(
  policy: Pick<PolicySet, 'redaction' | 'classes'>,
  facts: Pick<Facts, 'system' | 'principal' | 'entities' | 'dataClass'>,
  floor: DataClass,
): EffectiveClass {
  const stays = (rule: EntityRule): boolean => facts.system.hosting === 'public' || !takesOut(rule)
  const scope = scopeOf(facts)
  const byEntities = highest(policy, facts.entities, scope, stays)
  // What the inspection found by other means than entities (a marking, for example) can't be redacted away.
  const raw = classOfEntities(policy, facts.entities, scope)
  const beyond = higherClass(raw, facts.dataClass.detected) === raw ? 'public' : facts.dataClass.detected
  const detected = higherClass(byEntities, beyond)
  const said = facts.dataClass.declared ?? policy.classes.default
  if (higherClass(higherClass(said, detected), floor) !== higherClass(said, detected))
    return { dataClass: floor, from: 'dataset' }
  if (higherClass(said, detected) !== said) return { dataClass: detected, from: 'detected' }
  return { dataClass: said, from: facts.dataClass.declared === null ? 'default' : 'declared' }
}
