import { byLabel } from '../by-label.ts'

/** Medicaid and MSCAN members. */
export const medicaidId = byLabel({
  entity: 'medicaid_id',
  labels: ['medicaid'],
  // A social security number that is spoken of beside Medicaid stays one.
  accepts: (value, { distance }) => distance < 2 || !/^[0-9]{3}-[0-9]{2}-[0-9]{4}$/.test(value),
  value: /^(?:[A-Z]{0,3}-?[0-9]{7,14}[A-Z]{0,2}|[0-9]{3}-[0-9]{2,3}-[0-9]{3,4}(?:-[0-9]{1,4})?)$/i,
})
