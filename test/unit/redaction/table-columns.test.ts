import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'

const engine = createEngine()
const found = (text: string, question?: string): string[] =>
  engine
    .find(text, question === undefined ? {} : { question })
    .filter(({ entity }) => entity !== 'person_name')
    .map(({ start, end, entity }) => `${entity}:${text.slice(start, end)}`)

test('a comma within quotes begins no column', () => {
  expect(found('student_name,msis\n"Hale, Bettina",000551204\n"Aase, Bjorn",000551217')).toEqual([
    'student_id:000551204',
    'student_id:000551217',
  ])
})

test('in a table the heading counts, not the word that stands nearest', () => {
  expect(found('donor,card,total\nOla,5105 1051 0510 5100,20')).toEqual(['credit_card:5105 1051 0510 5100'])
  expect(found('payee,ssn,invoice\nOla,425-11-9082,5512\nAda,587-22-3014,5513')).toEqual([
    'us_ssn:425-11-9082',
    'us_ssn:587-22-3014',
  ])
})

test('columns may be set apart by blanks, each table under a heading of its own', () => {
  const text = 'Owner        Passport\nOla Brandt   488120934\n\nDriver       License plate\nAda Umeh     HBC 7712'
  expect(found(text)).toEqual(['us_passport:488120934', 'license_plate:HBC 7712'])
})

test('a question asks for the number that it names, whatever else it mentions', () => {
  expect(found('804119228', 'What’s the driver’s license number on the permit?')).toEqual([
    'ms_driver_license:804119228',
  ])
  expect(found('488120934', 'Your passport number, please.')).toEqual(['us_passport:488120934'])
})
