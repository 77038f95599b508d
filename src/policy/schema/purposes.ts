import { z } from 'zod'
import { clauses, counselWord, decisionMode, formVersion, id, SUBJECT_TYPES, subjectType, texts } from './terms.ts'

/** `purposes.yaml`: what AI may be used for; the closed list that `AI-Purpose` chooses from (MS-01). */
export const purposesSchema = z.strictObject({
  version: formVersion,
  purposes: z
    .array(
      z.strictObject({
        id,
        name: texts,
        subjectTypes: z.array(subjectType).min(1),
        /** Assumed where the caller doesn't say; a caller may say more, up to the grant. */
        decisionMode,
        /** A person reviews each answer before use. */
        review: z.boolean().default(false),
        /**
         * Work on benefits, employment, housing, licensing, health, education or enforcement: a system granted for it needs
         * the whole evidence of a high-risk use (MS-45).
         */
        highRisk: z.boolean().default(false),
        /** Data sets that this work draws on. */
        datasets: z.array(id).default([]),
        /**
         * What residents affected by such work are told: that AI takes part in it and how, and how to have a person look
         * again (MS-43). High-risk work can't do without.
         */
        affected: z.strictObject({ notice: texts, appeal: texts, counsel: counselWord }).optional(),
        clauses,
      }),
    )
    .min(1),
  /** Purpose assumed for a subject that states none and whose app has none; a type without one must state it. */
  defaults: z.strictObject(
    Object.fromEntries(SUBJECT_TYPES.map((type) => [type, id.optional()])) as Record<
      (typeof SUBJECT_TYPES)[number],
      z.ZodOptional<typeof id>
    >,
  ),
  clauses,
})
