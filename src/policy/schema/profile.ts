import { z } from 'zod'
import { clauses, day, formVersion, id, text } from './terms.ts'

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** `profile.yaml`: whose policy this is, and the frame in which its dates and texts are read. */
export const profileSchema = z.strictObject({
  version: formVersion,
  id,
  agency: text,
  jurisdiction: text,
  /** Dates without a time, quota days and business days are of this zone. */
  timezone: z.string().refine(isZone, 'must be an IANA time zone such as America/Chicago'),
  /** The first is the fallback. Every text exists in each. */
  languages: z.array(z.string()).min(1),
  reviewBy: day,
  sources: z.array(z.strictObject({ title: text, clauses })),
  clauses,
})
