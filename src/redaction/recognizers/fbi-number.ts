import { byLabel, digitCount } from '../by-label.ts'

/** FBI numbers and universal control numbers: up to nine letters and digits. */
export const fbiNumber = byLabel({
  entity: 'fbi_number',
  labels: ['fbi'],
  value: /^[A-Z0-9]{5,9}$/i,
  accepts: (value) => digitCount(value) >= 3,
})
