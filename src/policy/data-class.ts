import { type DataClass, higherClass } from '../core/decision.ts'
import { entityRule } from './entity-rule.ts'
import type { Facts } from './facts.ts'
import type { EntityRule, PolicySet } from './policy-set.ts'

type Redaction = Pick<PolicySet, 'redaction'>

/** Highest class of the entities found in a text, before any redaction. */
export function classOfEntities(policy: Redaction, entities: Readonly<Record<string, number>>): DataClass {
  return highest(policy, entities, () => true)
}

function highest(policy: Redaction, entities: Facts['entities'], counts: (rule: EntityRule) => boolean): DataClass {
  let result: DataClass = 'public'
  for (const [entity, count] of Object.entries(entities)) {
    const rule = entityRule(policy, entity)
    if (count > 0 && counts(rule)) result = higherClass(result, rule.raisesTo)
  }
  return result
}

/** The class that the request counts as, and where that comes from. */
export interface EffectiveClass {
  readonly dataClass: DataClass
  readonly from: 'declared' | 'detected' | 'default'
}

/**
 * The higher of what was declared and what was detected. Redaction takes a value out, so its entity stops counting;
 * not on a publicly hosted system, where a detection is enough to refuse (MS-29). A declaration is never lowered.
 */
export function effectiveClass(policy: Pick<PolicySet, 'redaction' | 'classes'>, facts: Facts): EffectiveClass {
  const stays = (rule: EntityRule): boolean =>
    facts.system.hosting === 'public' || !(rule.operator === 'placeholder' || rule.operator === 'redact')
  const byEntities = highest(policy, facts.entities, stays)
  // What the inspection found by other means than entities (a marking, for example) can't be redacted away.
  const raw = classOfEntities(policy, facts.entities)
  const beyond = higherClass(raw, facts.dataClass.detected) === raw ? 'public' : facts.dataClass.detected
  const detected = higherClass(byEntities, beyond)
  const said = facts.dataClass.declared ?? policy.classes.default
  if (higherClass(said, detected) !== said) return { dataClass: detected, from: 'detected' }
  return { dataClass: said, from: facts.dataClass.declared === null ? 'default' : 'declared' }
}
