import { z } from 'zod'
import { clauses, formVersion, id, text } from './terms.ts'

/**
 * `exemptions.yaml`: by what law something of a record may be withheld from a public-records production. Counsel decides
 * what stands here; a production cites it as it stands.
 */
export const exemptionsSchema = z.strictObject({
  version: formVersion,
  exemptions: z
    .array(
      z.strictObject({
        id,
        /** As a log of exemptions and a letter of denial cite it. */
        citation: text,
        /** A few words, for lists. */
        name: text,
        /** What it is for, in plain words. */
        text,
        /** Attorney-client communication or work product: known to counsel only. */
        privileged: z.boolean().optional(),
        /** What counsel has still to confirm; `doctor` asks until it is. */
        undecided: text.optional(),
        clauses,
      }),
    )
    .min(1),
})
