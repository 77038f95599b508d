import { byLabel, digitCount } from '../by-label.ts'

/** Employees and their badges. */
export const employeeId = byLabel({
  entity: 'employee_id',
  labels: ['employee'],
  value: /^(?=.{4,12}$)[A-Z]{0,4}-?[0-9]{3,10}[A-Z]?$/i,
  accepts: (value) => digitCount(value) >= 4,
})
