import type { StateChange } from '../core/record.ts'
import type { StateRows } from '../core/state-rows.ts'
import { DECISION_RECORD } from '../oversight/decisions/decision-row.ts'
import { decisionDue, openingOf } from '../oversight/decisions/open-decision.ts'
import { takeStep } from '../oversight/decisions/take-step.ts'
import type { Exchange } from './exchange.ts'

/**
 * Clause MS-30: whoever asks for a recommendation owes a decision record, from the prompt’s own entry on; its meta says by
 * when. Null: it wasn’t one.
 */
export function decisionOpened(
  exchange: Exchange,
): { readonly change: StateChange; readonly meta: { readonly decisionRecord: { readonly due: string } } } | null {
  const { id, policy, declarations, principal, system, facts } = exchange
  const purpose = declarations?.purpose.id ?? null
  const mode = declarations?.decisionMode ?? (purpose === null ? null : policy.purposes[purpose]?.decisionMode)
  if (mode !== 'recommend' || principal === undefined || system === undefined) return null
  const now = facts?.now ?? exchange.startedAt
  const due = decisionDue(policy, now)
  const change = openingOf(principal, { exchange: id, system: system.id, purpose }, due)
  const value = takeStep(null, { entry: id, at: new Date(now).toISOString(), change })
  return { change: { kind: DECISION_RECORD, key: id, value }, meta: { decisionRecord: { due } } }
}

/** Nobody was given an answer: there is nothing to decide with. */
export function decisionNotNeeded(exchange: Exchange, rows: StateRows): StateChange[] {
  const { id } = exchange
  return rows.get(DECISION_RECORD, id) === undefined ? [] : [{ kind: DECISION_RECORD, key: id, value: null }]
}
