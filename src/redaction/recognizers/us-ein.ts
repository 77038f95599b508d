import { byLabel } from '../by-label.ts'
import { isEinPrefix } from '../checks-tax.ts'

/** Employer identification numbers, NN-NNNNNNN. */
export const usEin = byLabel({
  entity: 'us_ein',
  labels: ['ein', 'tin'],
  value: /^[0-9]{2}-?[0-9]{7}$/,
  accepts: (value) => isEinPrefix(value.slice(0, 2)),
})
