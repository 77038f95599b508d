import { z } from 'zod'
import { clauses, counselWord, formVersion, id, text, texts } from './terms.ts'

/** `disclosures.yaml`: what readers are told about AI's part, in each language (MS-33, MS-60, MS-61). */
export const disclosuresSchema = z.strictObject({
  version: formVersion,
  labels: z
    .array(
      z.strictObject({
        id,
        /** Whom it speaks to: the State's own people, who answer for what they use, or residents. */
        register: z.enum(['staff', 'public']),
        /** Shown at the end of an answer; `{system}` stands for the system's name. */
        text: texts,
        /** Earlier texts, any language: still recognised at the end of assistant turns that clients send back. */
        archived: z.array(text).default([]),
        counsel: counselWord,
        clauses,
      }),
    )
    .min(1),
  /** What residents are told before their first message to a public app (MS-60). */
  publicNotices: z
    .array(
      z.strictObject({
        id,
        /** That it is an AI system of the agency, and not a person. */
        ai: texts,
        /** That messages are recorded, and may become public. */
        recorded: texts,
        /** What not to write. */
        dontEnter: texts,
        /** Where to turn in an emergency. */
        emergency: texts,
        counsel: counselWord,
        clauses,
      }),
    )
    .default([]),
  /**
   * For deliverables: `text` with `{system}`, `{model}`, `{provider}`, `{date}` and `{purpose}` filled in, and one of two
   * sentences behind it: with `{reviewer}` where people said that they checked what was used, else the other.
   */
  statement: z.strictObject({ text: texts, reviewed: texts, unreviewed: texts, clauses }),
  /** Whether somebody else approves a deliverable before it is published (MO-46). */
  publication: z.strictObject({ approval: z.enum(['required', 'none']), clauses }),
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
