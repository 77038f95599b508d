import { z } from 'zod'
import { RETENTION_TRIGGERS } from '../../core/retention-period.ts'
import { REMIND_DAYS, remindDays } from './oversight.ts'
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
          /** What the period counts from. */
          from: z.enum(RETENTION_TRIGGERS),
          /** What becomes of records whose period is over. Only `destroy` is ever carried out here, and only by approval. */
          action: z.enum(['destroy', 'review', 'transfer', 'permanent']),
          /** Whether disposition may be proposed without being asked for; nothing is ever destroyed without approval. */
          autoDestroy: z.boolean(),
          /** The authority, as a disposition cites it. */
          basis: text,
          /** Number in the State's schedule, or the consent on file, as a disposition cites it. */
          schedule: text.optional(),
          /** What a records officer has still to decide; nothing of the series is disposed of before that. */
          undecided: text.optional(),
          /** Units whose records fall under it whatever system they use, by the unit at the time (MO-29, MO-30). */
          units: z.array(unitId).min(1).optional(),
          clauses,
        })
        .refine((series) => series.retain !== 'indefinite' || !series.autoDestroy, {
          path: ['autoDestroy'],
          message: 'must be false where retain is indefinite',
        })
        .refine((series) => series.action === 'destroy' || !series.autoDestroy, {
          path: ['autoDestroy'],
          message: 'must be false where the action is not destroy',
        })
        .refine((series) => series.action !== 'destroy' || series.retain !== 'indefinite', {
          path: ['action'],
          message: 'must not be destroy where retain is indefinite',
        })
        .refine((series) => series.action !== 'permanent' || series.retain === 'indefinite', {
          path: ['retain'],
          message: 'must be indefinite where the action is permanent',
        }),
    )
    .min(1),
  /** Last day of the fiscal year, for series that count from it. */
  fiscalYearEnd: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a month and a day such as 06-30')
    .refine((day) => !Number.isNaN(Date.parse(`2027-${day}`)) && new Date(`2027-${day}`).toISOString().includes(day), {
      message: 'must be a day that every year has',
    }),
  /** Series of records that nothing else assigns. */
  default: id,
  /** Series of records that are transitory, once two people have confirmed it (MO-07); absent: none can be. */
  transitory: id.optional(),
  /** A custodian who hasn’t acknowledged a hold is reminded after so many days, and again after as many (MO-10). */
  holdRemindDays: remindDays.default(REMIND_DAYS),
  clauses,
})
