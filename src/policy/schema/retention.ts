import { z } from 'zod'
import { clauses, formVersion, id, text, unitId } from './terms.ts'

/** `retention.yaml`: record series and how long each is kept. A person decided each; the gateway invents none. */
export const retentionSchema = z.strictObject({
  version: formVersion,
  series: z
    .array(
      z
        .strictObject({
          id,
          name: text,
          retain: z.union([
            z.literal('indefinite'),
            z
              .string()
              .regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, 'must be indefinite or an ISO 8601 period such as P5Y6M'),
          ]),
          from: z.literal('created'),
          /** Whether disposition may be proposed without being asked for; nothing is ever destroyed without approval. */
          autoDestroy: z.boolean(),
          basis: text,
          /** Units whose records fall under it whatever system they use, by the unit at the time (MO-29, MO-30). */
          units: z.array(unitId).min(1).optional(),
          clauses,
        })
        .refine((series) => series.retain !== 'indefinite' || !series.autoDestroy, {
          path: ['autoDestroy'],
          message: 'must be false where retain is indefinite',
        }),
    )
    .min(1),
  /** Series of records that nothing else assigns. */
  default: id,
  clauses,
})
