import { z } from 'zod'
import { clauses, day, formVersion, id, subjectType, texts } from './terms.ts'

/** `notices.yaml`: what people must have read and acknowledged before their first call, and again (MS-07, MS-17, MS-21, MS-23). */
export const noticesSchema = z.strictObject({
  version: formVersion,
  notices: z
    .array(
      z.strictObject({
        id,
        version: z.number().int().min(1),
        effective: day,
        /** Who acknowledged an earlier version is only reminded for so many days. */
        warnDays: z.number().int().min(0).max(60),
        /** It is asked for again when so many months have passed since it was acknowledged; left out: only when it changes. */
        everyMonths: z.number().int().min(1).max(60).optional(),
        subjectTypes: z.array(subjectType).min(1),
        title: texts,
        text: texts,
        clauses,
      }),
    )
    .min(1),
})
