import { DATA_CLASSES, DECISION_MODES } from '../core/decision.ts'
import type { Terms } from './approval-row.ts'

/** Whether terms go no further than others, in any respect. */
export function isWithin(terms: Terms, outer: Terms): boolean {
  return (
    (terms.who === outer.who || outer.who === 'unit') &&
    DATA_CLASSES.indexOf(terms.dataClass) <= DATA_CLASSES.indexOf(outer.dataClass) &&
    DECISION_MODES.indexOf(terms.decisionMode) <= DECISION_MODES.indexOf(outer.decisionMode) &&
    terms.until <= outer.until
  )
}

/** Terms with what somebody made less of them. */
export function withConditions(terms: Terms, conditions: Partial<Terms>): Terms {
  const given = Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined))
  return { ...terms, ...given }
}
