import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { HoldCriteria, HoldKind, LegalHoldRow } from './hold-row.ts'
import { notForRoles } from './refusals.ts'

const COUNSEL = 'attorney'

/** Who may place a hold, by its kind. */
const MAY_PLACE: Readonly<Record<HoldKind, readonly string[]>> = {
  litigation: ['records-officer', COUNSEL],
  audit: ['records-officer', COUNSEL],
  request: ['records-officer', COUNSEL],
  investigation: [COUNSEL, 'security-officer', 'executive-director'],
}

/** A query looks behind the wall, and its hits are counted: counsel's alone. */
export function mayPlace(caller: Principal, kind: HoldKind, { query }: HoldCriteria): Refusal | null {
  if (query !== undefined && !caller.roles.includes(COUNSEL))
    return notForRoles(
      'may-hold',
      'A hold by a search is placed by counsel.',
      'Ask counsel, or hold by people, units or dates.',
      'MS-24',
    )
  if (MAY_PLACE[kind].some((role) => caller.roles.includes(role))) return null
  return notForRoles('may-hold', 'Your roles don’t include placing this hold.', 'Ask counsel.', 'MS-24')
}

/** A hold of an investigation is known to its placer and counsel only; to everybody else it isn't there. */
export function maySee(caller: Principal, hold: LegalHoldRow): boolean {
  // Whoever may know of an incident sees there that its evidence is kept; here nobody learns of it.
  if (hold.agency !== caller.agency || hold.criteria.incident !== undefined) return false
  if (hold.kind === 'investigation') return caller.key === hold.placedBy || caller.roles.includes(COUNSEL)
  return MAY_PLACE[hold.kind].some((role) => caller.roles.includes(role))
}
