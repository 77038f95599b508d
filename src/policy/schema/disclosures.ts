import { z } from 'zod'
import { clauses, formVersion, id, text, texts } from './terms.ts'

/** `disclosures.yaml`: what readers are told about AI's part, in each language (MS-33, MS-60, MS-61). */
export const disclosuresSchema = z.strictObject({
  version: formVersion,
  labels: z
    .array(
      z.strictObject({
        id,
        /** Shown at the end of an answer. */
        text: texts,
        /** Earlier texts, any language: still recognised at the end of assistant turns that clients send back. */
        archived: z.array(text).default([]),
        clauses,
      }),
    )
    .min(1),
  /** For deliverables, with `{system}`, `{model}`, `{date}`, `{purpose}`, `{reviewer}`, `{record}` filled in. */
  statement: z.strictObject({ text: texts, clauses }),
  limitations: z.strictObject({ text: texts, clauses }),
  humanContacts: z
    .array(
      z.strictObject({
        id,
        text: texts,
        phone: text,
        /** TTY number, or the relay service; absent: 711, which reaches it everywhere in the country. */
        relay: text.optional(),
        email: z.email().optional(),
        url: z.url({ protocol: /^https$/ }),
        hours: texts,
        clauses,
      }),
    )
    .min(1),
})
