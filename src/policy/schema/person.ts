import { z } from 'zod'
import { id, text } from './terms.ts'

/** A person, by issuer profile and subject; never a pattern (MS-15). */
export const person = z.strictObject({
  issuer: id,
  subject: text.regex(/^[^*?]+$/, 'must be one subject, without wildcards (MS-15)'),
})

export type Person = z.infer<typeof person>

export const samePerson = (a: Person, b: Person): boolean => a.issuer === b.issuer && a.subject === b.subject
