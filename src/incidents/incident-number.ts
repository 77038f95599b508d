import { createHash } from 'node:crypto'

/** Crockford's base 32: no letter that is taken for a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The number of an incident, from what it is of: `INC-7F3K-92QD-M1XA`. Numbers don't count, since a gap would tell somebody
 * that there is an incident that they don't see; 60 bits can't be guessed.
 */
export function incidentNumber(of: string): string {
  const bytes = createHash('sha256').update(of).digest()
  const letters = Array.from(bytes.subarray(0, 12), (byte) => LETTERS[byte & 31]).join('')
  return `INC-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}
