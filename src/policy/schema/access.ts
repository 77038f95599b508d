import { z } from 'zod'
import { clauses, formVersion, id } from './terms.ts'

const reader = z.strictObject({
  /** The person may read it for their own exchanges. */
  own: z.boolean(),
  /** May read it; looking is recorded. */
  roles: z.array(id),
  /** May have it revealed, with a purpose from the list and a reason. */
  reveal: z
    .strictObject({ roles: z.array(id), purposes: z.array(id).min(1), people: z.union([z.literal(1), z.literal(2)]) })
    .optional(),
  clauses,
})

/** `access.yaml`: who may see which part of a record (MS-10, MO-04, MO-19). */
export const accessSchema = z.strictObject({
  version: formVersion,
  parts: z.strictObject({ meta: reader, body: reader, orig: reader, out: reader }),
  /** Sees counts of their own unit, no content. */
  aggregates: z.strictObject({ roles: z.array(id), clauses }),
  /** Live secrets: how many people a reveal takes. */
  secrets: z.strictObject({ people: z.literal(2), clauses }),
  /** Roles that see no content, whatever else they hold. */
  noContent: z.strictObject({ roles: z.array(id), clauses }),
})
