import { z } from 'zod'
import { EXPIRING_KINDS } from './lifecycle.ts'
import { clause, clauses, day, formVersion, id, text } from './terms.ts'

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "08:00", in quotes')

/** `profile.yaml`: whose policy this is, and the frame in which its dates and texts are read. */
export const profileSchema = z.strictObject({
  version: formVersion,
  id,
  /** Folders that lie under this profile, lowest first, relative to it: what no agency should have to repeat. */
  layers: z
    .array(z.string().regex(/^(\.\.\/)?[A-Za-z0-9_-]+$/, 'must be a folder in or beside the profile, such as ../base'))
    .default([]),
  agency: text,
  jurisdiction: text,
  /** Dates without a time, quota days and business days are of this zone. */
  timezone: z.string().refine(isZone, 'must be an IANA time zone such as America/Chicago'),
  /** The first is the fallback. Every text exists in each. */
  languages: z.array(z.string()).min(1),
  reviewBy: day,
  sources: z.array(z.strictObject({ title: text, clauses })),
  /** Where this policy says what a clause of the other one says: cited in place of it. */
  crosswalk: z.partialRecord(clause, clause).default({}),
  /** Who may approve systems: the agency itself, or the State for all its agencies (MS-56, MO-36). */
  approvers: z.array(z.strictObject({ id, name: text, for: z.enum(['enterprise', 'agency']), clauses })).default([]),
  /** Days after an end for which things go on, by kind; none where nothing is said. */
  grace: z.partialRecord(z.enum(EXPIRING_KINDS), z.number().int().min(0).max(90)).default({}),
  /** Days on which nobody is there to renew what runs out. */
  holidays: z.array(day).default([]),
  /** When the agency usually works: context of a report about non-work use, and never more than that (MO-50). */
  workingHours: z
    .strictObject({ from: hour, until: hour, clauses })
    .refine(({ from, until }) => from < until, 'must begin before it ends')
    .optional(),
  clauses,
})
