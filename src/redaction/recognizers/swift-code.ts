import { byLabel } from '../by-label.ts'

/** Bank identifier codes with a digit in them, after their label. */
export const swiftCode = byLabel({
  entity: 'swift_code',
  labels: ['swift'],
  value: /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/,
})
