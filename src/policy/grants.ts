import { DATA_CLASSES, type DataClass, DECISION_MODES, type DecisionMode } from '../core/decision.ts'
import type { Principal } from '../core/principal.ts'
import type { Grant } from './policy-set.ts'

/** Whether a grant is for this caller, at an instant (milliseconds since the epoch). */
export function admits(grant: Grant, principal: Principal, now: number): boolean {
  return (
    (grant.endsAt === undefined || now < grant.endsAt) &&
    (grant.keys === undefined || grant.keys.includes(principal.key)) &&
    grant.subjectTypes.includes(principal.subjectType) &&
    (grant.agencies === undefined || grant.agencies.includes(principal.agency)) &&
    (grant.units === undefined || grant.units.includes(principal.unit)) &&
    (grant.roles === undefined || grant.roles.some((role) => principal.roles.includes(role))) &&
    (grant.clients === undefined || grant.clients.includes(principal.client))
  )
}

export function coversClass(grant: Grant, dataClass: DataClass): boolean {
  return DATA_CLASSES.indexOf(grant.maxClass) >= DATA_CLASSES.indexOf(dataClass)
}

export function coversMode(grant: Grant, mode: DecisionMode): boolean {
  return DECISION_MODES.indexOf(grant.maxDecisionMode) >= DECISION_MODES.indexOf(mode)
}

/** The grants that still fit after each question. A question is asked of what the questions before it left. */
export interface Narrowing {
  readonly audience: readonly Grant[]
  readonly purpose: readonly Grant[]
  readonly dataClass: readonly Grant[]
  readonly decisionMode: readonly Grant[]
}

/**
 * Narrows a system's grants step by step, so that one single grant must cover caller, purpose, class and mode. Where a
 * step leaves none, the next is asked of what there was before: the receipt then shows every reason at once, and the
 * exchange is refused anyway.
 */
export function narrowGrants(
  grants: readonly Grant[],
  principal: Principal,
  purpose: string | null,
  dataClass: DataClass,
  mode: DecisionMode,
  now: number,
): Narrowing {
  const audience = grants.filter((grant) => admits(grant, principal, now))
  const byPurpose = orBefore(audience, grants).filter((grant) => purpose !== null && grant.purposes.includes(purpose))
  const byClass = orBefore(byPurpose, orBefore(audience, grants)).filter((grant) => coversClass(grant, dataClass))
  const byMode = orBefore(byClass, orBefore(byPurpose, orBefore(audience, grants))).filter((grant) =>
    coversMode(grant, mode),
  )
  return { audience, purpose: byPurpose, dataClass: byClass, decisionMode: byMode }
}

function orBefore(grants: readonly Grant[], before: readonly Grant[]): readonly Grant[] {
  return grants.length > 0 ? grants : before
}
