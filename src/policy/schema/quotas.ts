import { z } from 'zod'
import { clauses, formVersion, id, subjectType, unitId } from './terms.ts'

const amount = z.number().int().min(1)

/** `quotas.yaml`: how much in which time. Every rule that matches applies; the tightest refuses (MS-08, MO-22). */
export const quotasSchema = z.strictObject({
  version: formVersion,
  rules: z
    .array(
      z
        .strictObject({
          id,
          /** Whose use is added up. */
          by: z.enum(['person', 'unit', 'client', 'system', 'purpose']),
          /** A day starts at midnight of the profile's zone, a month on its first day. */
          window: z.enum(['day', 'month']),
          /** 0: none at all, such as a pool that an agency has closed. */
          requests: z.number().int().min(0).optional(),
          tokens: amount.optional(),
          /** US dollars at the catalog's prices. */
          dollars: z.number().min(0.01).max(1e9).optional(),
          /** Clock minutes in which something was asked: the policy's hour a day, where an agency counts AI chat in it. */
          activeMinutes: amount.optional(),
          subjectTypes: z.array(subjectType).min(1).optional(),
          units: z.array(unitId).min(1).optional(),
          clients: z.array(id).min(1).optional(),
          systems: z.array(id).min(1).optional(),
          purposes: z.array(id).min(1).optional(),
          clauses,
        })
        .refine(
          ({ requests, tokens, dollars, activeMinutes }) =>
            [requests, tokens, dollars, activeMinutes].some((bound) => bound !== undefined),
          'must limit requests, tokens, dollars or activeMinutes',
        )
        .refine(
          ({ by, activeMinutes }) => activeMinutes === undefined || by === 'person',
          'activeMinutes are a person’s: `by` must be person',
        ),
    )
    .min(1),
})
