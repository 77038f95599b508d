import { byLabel } from '../by-label.ts'

/** What the National Crime Information Center files under: an entry's letter and nine digits, an agency's ORI. */
export const ncicNumber = byLabel({
  entity: 'ncic_number',
  labels: ['ncic'],
  value: /^(?:[A-Z][0-9]{9}|[A-Z]{2}[A-Z0-9]{5}[A-Z0-9]{2})$/i,
  accepts: (value) => /[0-9]{4}/.test(value),
})
