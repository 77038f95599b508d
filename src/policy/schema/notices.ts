import { z } from 'zod'
import { clauses, day, formVersion, id, subjectType, texts } from './terms.ts'

/** `notices.yaml`: what people must have read and acknowledged before their first call (MS-07, MS-17, MS-23). */
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
        subjectTypes: z.array(subjectType).min(1),
        title: texts,
        text: texts,
        clauses,
      }),
    )
    .min(1),
})
