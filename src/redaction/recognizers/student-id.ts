import { byLabel, digitCount } from '../by-label.ts'

/** Pupils and students: Mississippi's MSIS, Missouri's MOSIS, a college's own. */
export const studentId = byLabel({
  entity: 'student_id',
  labels: ['student'],
  value: /^(?=.{4,14}$)[A-Z]{0,3}-?[0-9]{2,12}(?:-[0-9]{1,6})?[A-Z]?$/i,
  accepts: (value) => digitCount(value) >= 4,
})
