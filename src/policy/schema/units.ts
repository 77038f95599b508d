import { z } from 'zod'
import { person } from './person.ts'
import { clauses, formVersion, id, text, unitId } from './terms.ts'

/** `units.yaml`: which agency and unit a subject belongs to, from issuer, tenant and claims, never from a header. */
export const unitsSchema = z.strictObject({
  version: formVersion,
  agencies: z.array(z.strictObject({ id: unitId, name: text, clauses })).default([]),
  /** `leader` names who answers for the unit; else it is whoever holds `leaderRole` there (MO-03). */
  units: z
    .array(
      z.strictObject({
        id: unitId,
        agency: unitId,
        name: text,
        leaderRole: id.optional(),
        leader: person.optional(),
        /** The unit whose leader hears of it when this one has none. */
        above: unitId.optional(),
        clauses,
      }),
    )
    .default([]),
  /** Exactly one line must fit a subject; the issuer's profile id and every named claim must match. */
  membership: z.array(
    z.strictObject({ issuer: id, claims: z.record(z.string(), text).default({}), unit: unitId, clauses }),
  ),
})
