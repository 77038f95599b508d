import { z } from 'zod'
import { clauses, formVersion, id, text, texts } from './terms.ts'

const phrase = text.min(4, 'must be a phrase of four characters or more')

/**
 * `acceptable-use.yaml`: what resources are not for. Wording flags and never refuses: no list of words can tell a
 * betting pool from a gaming commission's report. Only a closed fact, such as a stated purpose, can refuse.
 */
export const acceptableUseSchema = z.strictObject({
  version: formVersion,
  rules: z.array(
    z
      .strictObject({
        id,
        name: texts,
        /** `coach`: the person is told, nothing is stored; `flag`: the record says so; `refuse`: for closed facts. */
        action: z.enum(['coach', 'flag', 'refuse']).default('flag'),
        /** Closed fact: the purpose that the request counts as. */
        purposes: z.array(id).min(1).optional(),
        /** Wording, any language; whole words, case and accents don't count. */
        phrases: z.array(phrase).min(1).optional(),
        /** Work in which the wording belongs. */
        notPurposes: z.array(id).default([]),
        notRoles: z.array(id).default([]),
        /** Others are expected to report it (MO-50). */
        reportable: z.boolean().default(false),
        coaching: texts,
        clauses,
      })
      .superRefine((rule, context) => {
        if ((rule.purposes === undefined) === (rule.phrases === undefined)) {
          context.addIssue({ code: 'custom', path: ['phrases'], message: 'name either purposes or phrases' })
        }
        if (rule.action === 'refuse' && rule.purposes === undefined) {
          context.addIssue({
            code: 'custom',
            path: ['action'],
            message: 'wording alone never refuses: use flag or coach, or name purposes (MS-03)',
          })
        }
      }),
  ),
  /** Topics that are nobody's business but the person's: where one is spoken of, wording flags nothing. */
  protected: z.array(z.strictObject({ id, phrases: z.array(phrase).min(1), clauses })).default([]),
})
