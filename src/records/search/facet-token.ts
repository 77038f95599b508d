import { hash } from 'node:crypto'

/**
 * A facet as one token of letters and digits, whatever its value holds: the index matches facets as it matches words and
 * is never joined to a table to filter. Values differ by more than case.
 */
export function facetToken(name: string, value: string): string {
  return `f${hash('sha256', `${name}\n${value.toLowerCase()}`, 'hex').slice(0, 20)}`
}

/** Every document has this token, so that NOT can stand alone. */
export const EVERY = facetToken('every', '')
