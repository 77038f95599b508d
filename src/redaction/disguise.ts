/**
 * Ways in which a value that was found is written as nobody’s software, keyboard or language writes it. Percent signs in
 * addresses, soft hyphens, other scripts’ digits and marks of direction are ordinary, and aren’t among them.
 */
export const DISGUISES = [
  'invisible-characters',
  'lookalike-characters',
  'escaped-characters',
  'spaced-out',
  // Base64, base64url or hexadecimal.
  'encoded',
  'rotated-letters',
] as const
export type Disguise = (typeof DISGUISES)[number]

const INVISIBLE_WITHIN = /[^\s\u180e\u200b-\u200d\u2060-\u2064\ufeff][\u180e\u200b-\u200d\u2060-\u2064\ufeff]+\S/
/** Full-width letters and digits, and mathematical digits (surrogate pairs). */
const LOOKALIKE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|\ud835[\udfce-\udfff]/
/** Of a plain letter or digit: nothing needs that. */
const ESCAPED =
  /\\u00(?:3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])|%(?:3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])|&#(?:0*(?:4[89]|5[0-7])(?![0-9])|x0*3[0-9](?![0-9A-Fa-f]))/
/** Every digit alone: at least seven of them. */
const SPACED_OUT = /^\d(?:[ ._-]{1,3}\d){6,}$/

/** How a value was disguised, from its exact text as it was written; null: it wasn’t. Whether anybody meant to isn’t told by it. */
export function disguiseOf(written: string): Disguise | null {
  if (INVISIBLE_WITHIN.test(written)) return 'invisible-characters'
  if (LOOKALIKE.test(written)) return 'lookalike-characters'
  if (ESCAPED.test(written)) return 'escaped-characters'
  return SPACED_OUT.test(written) ? 'spaced-out' : null
}
