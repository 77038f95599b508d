import { byLabel, digitCount } from '../by-label.ts'

/** Medical record and chart numbers, which every hospital makes its own way. */
export const medicalRecordNumber = byLabel({
  entity: 'medical_record_number',
  labels: ['mrn'],
  value: /^(?=.{5,15}$)[A-Z]{0,4}-?[0-9]{2,12}[A-Z]{0,2}(?:-[0-9A-Z]{1,6}){0,3}$/i,
  accepts: (value) => digitCount(value) >= 4,
})
