import type { Category } from './category.ts'

/** Education records (FERPA, 34 CFR 99.3): grades, plans and discipline of a student. */
export const educationRecord: Category = {
  name: 'education_record',
  phrases: [
    'iep',
    'individualized education program',
    '504 plan',
    'gpa',
    'grade point average',
    'report card',
    'school transcript',
    'failing grade',
    'special education',
    'suspended from school',
    'expelled',
    'disciplinary referral',
    'attendance record',
    'reading level',
  ],
}
