import { hasLeft } from '../../core/has-left.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type ShownCount, shownCount } from '../scorecard/shown-count.ts'
import { REVISIT, type RevisitRow } from './revisit-row.ts'

/** Answers that were drawn in a unit, and how many of them nobody has said anything of yet; never whose. */
export interface UnitRevisits extends ShownCount {
  readonly unit: string
}

/** Clauses MS-62, MO-04: of these units, without those behind the wall of privilege. */
export function unitRevisits(
  policy: PolicySet,
  rows: StateRows,
  agency: string,
  units: readonly string[],
): UnitRevisits[] {
  const walled = policy.access.privilege.units
  const drawn = ([...rows.all(REVISIT)] as [string, RevisitRow][])
    .filter(([person, row]) => row.agency === agency && !hasLeft(rows, person))
    .flatMap(([person, row]) => row.drawn.map(({ answer }) => ({ person, unit: row.unit, isPart: answer === null })))
  return units
    .filter((unit) => !walled.includes(unit))
    .map((unit) => ({ unit, ...shownCount(drawn.filter((one) => one.unit === unit)) }))
}
