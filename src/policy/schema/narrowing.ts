import { z } from 'zod'
import { signOff } from './approval.ts'
import { grantSchema } from './grant.ts'
import { fieldsByWire, SAFEGUARDS } from './safeguards.ts'
import { assuranceLevel, clauses, day, id } from './terms.ts'

/**
 * What an agency makes of a system that the State approved for all: less of it. What isn't said stays as the State has
 * it; the loader proves that nothing becomes more (MS-56).
 */
export const narrowingSchema = z.strictObject({
  id,
  grants: z.array(grantSchema).min(1),
  expires: day.optional(),
  status: z.enum(['suspended', 'retired']).optional(),
  fields: fieldsByWire.optional(),
  unscannable: z.enum(['refuse', 'allow', 'flag']).optional(),
  /** The State lets detectors fail; the agency doesn't. */
  degradable: z.literal(false).optional(),
  /** Added to the State's. */
  safeguards: z.array(z.enum(SAFEGUARDS)).default([]),
  training: z.array(id).default([]),
  assurance: assuranceLevel.optional(),
  statedPurpose: z.literal(true).optional(),
  review: z.literal(true).optional(),
  /** The agency's own sign-offs, beside the State's. */
  decisions: z.array(signOff).default([]),
  /** Retention is the agency's own by law. */
  series: id.optional(),
  clauses,
})
