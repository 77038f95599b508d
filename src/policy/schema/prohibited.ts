import { z } from 'zod'
import { clauses, day, formVersion, id, text } from './terms.ts'

/** `prohibited.yaml`: technologies barred by law. Beats every grant; a catalog entry that touches one doesn't load (MS-18). */
export const prohibitedSchema = z.strictObject({
  version: formVersion,
  source: z.strictObject({
    authority: text,
    citation: text,
    retrieved: day,
    reviewEveryDays: z.number().int().min(1),
    clauses,
  }),
  entries: z.array(
    z.strictObject({
      id,
      vendors: z.array(text).default([]),
      families: z.array(id).default([]),
      /** Host names, sub-domains included. */
      hosts: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a lower-case host name')).default([]),
      clauses,
    }),
  ),
})
