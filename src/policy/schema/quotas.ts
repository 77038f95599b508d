import { z } from 'zod'
import { clauses, formVersion, id, subjectType } from './terms.ts'

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
          by: z.enum(['person', 'client']),
          /** A day starts at midnight of the profile's zone. */
          window: z.literal('day'),
          requests: amount.optional(),
          tokens: amount.optional(),
          subjectTypes: z.array(subjectType).min(1).optional(),
          clients: z.array(id).min(1).optional(),
          systems: z.array(id).min(1).optional(),
          purposes: z.array(id).min(1).optional(),
          clauses,
        })
        .refine(
          (rule) => rule.requests !== undefined || rule.tokens !== undefined,
          'must limit requests, tokens or both',
        ),
    )
    .min(1),
})
