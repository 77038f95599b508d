import type { Entity, Span } from '../redaction/recognizer.ts'
import { leavesText } from './entity-rule.ts'
import type { EntityRule } from './policy-set.ts'
import { OPERATORS } from './schema/redaction.ts'

/**
 * As what a span is judged: as what it was found, unless policy lets that through and not everything else that it was read
 * as. Then as the strictest of those: a kind that stays must not hide one that goes.
 */
export function judgedEntity({ entity, beside }: Span, ruleOf: (entity: Entity) => EntityRule): Entity {
  if (beside === undefined || !leavesText(ruleOf(entity))) return entity
  const strictness = (one: Entity): number => OPERATORS.indexOf(ruleOf(one).operator)
  return beside.reduce((strictest, other) => (strictness(other) > strictness(strictest) ? other : strictest), entity)
}
