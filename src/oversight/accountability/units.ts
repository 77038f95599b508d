import type { StateRows } from '../../core/state-rows.ts'
import { personKey } from '../../policy/person-key.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type Holders, heldByDuty, heldByName } from './holders.ts'

/** Who leads a unit, and answers for the policy there. */
export interface UnitLeader extends Holders {
  readonly unit: string
  readonly name: string
  readonly agency: string
  /** Principal key of whom the policy names; null: whoever holds the duty there. */
  readonly named: string | null
  readonly duty: string | null
}

/** Clause MO-03: the accountable leader of each unit. */
export function unitLeaders(policy: PolicySet, rows: StateRows): UnitLeader[] {
  return policy.units.units.map(({ id, name, agency, leader, leaderRole }): UnitLeader => {
    const named = personKey(policy, leader)
    const unit = { unit: id, name, agency, named, duty: leaderRole ?? null }
    if (named !== null) return { ...unit, ...heldByName(rows, named) }
    if (leaderRole === undefined) return { ...unit, standing: 'none', people: [], departure: null }
    const isThere = (known: { readonly agency: string; readonly unit: string }) =>
      known.agency === agency && known.unit === id
    return { ...unit, ...heldByDuty(policy, rows, [leaderRole], isThere) }
  })
}

/** Whether nobody answers for a unit, so that nothing new is approved for it. */
export function isLeaderless({ standing }: Pick<UnitLeader, 'standing'>): boolean {
  return standing === 'gone' || standing === 'none'
}
