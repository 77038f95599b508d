/** Ranges of the fourth and fifth digit of an ITIN, and 93 of an adoption number (IRS Publication 4757 and SSA's 9xx block). */
export function isAssignableItin(digits: string): boolean {
  if (!/^9[0-9]{8}$/.test(digits)) return false
  const group = Number(digits.slice(3, 5))
  return group >= 50 && group !== 66 && group !== 67 && group !== 68 && group !== 69 && group !== 89
}

/** Prefixes that no campus of the IRS gives out. */
const UNUSED_PREFIXES = new Set('00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97'.split(' '))

/** The first two digits of an employer number name the campus that gave it out. */
export function isEinPrefix(prefix: string): boolean {
  return !UNUSED_PREFIXES.has(prefix)
}
