import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDate } from '#src/redaction/dates.ts'
import { tablesFor } from './marked.ts'

const { found, positives, negatives } = tablesFor('date_of_birth')

describe('date_of_birth', () => {
  positives([
    'DOB: «03/05/1980»',
    'd.o.b. «5 Mar 80»',
    'born on «March 5, 1980» in Tupelo',
    'Date of Birth (mm/dd/yyyy): «1/2/85»',
    '{"dateOfBirth":"«1980-03-05»"}',
    '«3/5/1980» (DOB)',
    'birthday is «12-25-2001»',
    'dob «19800305»',
    'fecha de nacimiento: «5 de marzo de 1980»',
    'Nació el «5 de marzo de 1980»',
    'born the «5th of March 1980»',
  ])
  negatives([
    'Hired 03/05/2015',
    'Due date: March 5, 2026',
    'DOB: 13/45/2000',
    'DOB: 02/30/1990',
    'born May 5, 1850',
    'The agency was born of need in 1999.',
    'The day of birth control clinics, 3 sites, 2020-01-01',
    'DOB on file. Date of hire: 1/2/2015',
  ])

  test('a field for birth dates holds one', () => {
    expect(found('1980-03-05', 'birth_date')).toEqual(['1980-03-05'])
    expect(found('1980-03-05', 'hire_date')).toEqual([])
  })

  test('every day of the calendar is read, and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2099 }),
        fc.nat({ max: 13 }),
        fc.nat({ max: 32 }),
        (year, month, day) => {
          const two = (part: number): string => String(part).padStart(2, '0')
          const text = `${year}-${two(month)}-${two(day)}`
          const isDate = new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
          // Day and month are exchanged where only that makes a date.
          const exchanged = `${year}-${two(day)}-${two(month)}`
          const isExchanged = month > 12 && new Date(`${exchanged}T00:00:00Z`).toJSON()?.slice(0, 10) === exchanged
          expect(readDate(text, 0) !== null).toBe(isDate || isExchanged)
        },
      ),
    )
  })
})
