import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { createPeople } from '#src/redaction/names/people.ts'

const engine = createEngine()
const found = (text: string, hints = {}): string[] =>
  engine.find(text, hints).map(({ entity, start, end }) => `${entity}:${text.slice(start, end)}`)

test('a value that was named once is known again where nothing names it', () => {
  expect(found('Employee no. 30418 is out. Please give the key of 30418 to the desk.')).toEqual([
    'employee_id:30418',
    'employee_id:30418',
  ])
  expect(found('Please give the key of 30418 to the desk.')).toEqual([])
})

test('what one text of a conversation named is known in the next, and in no other conversation', () => {
  const people = createPeople()
  found('Her case number is 20441827.', { people })
  expect(found('Please close 20441827 today.', { people })).toEqual(['benefits_case:20441827'])
  expect(found('Please close 20441827 today.', { people: createPeople() })).toEqual([])
})

test('a number is known again however it is grouped, and a birth however its date is written', () => {
  expect(found('DL 802664190, read back as 802 664 190 and 802-664-190.')).toEqual([
    'ms_driver_license:802664190',
    'ms_driver_license:802 664 190',
    'ms_driver_license:802-664-190',
  ])
  expect(found('DOB 3/5/1981. The form says March 5, 1981, the card 1981-03-05, seen 3/6/1981.')).toEqual([
    'date_of_birth:3/5/1981',
    'date_of_birth:March 5, 1981',
    'date_of_birth:1981-03-05',
  ])
})

test('a number right behind a labelled one, as long and beginning alike, is of its kind', () => {
  expect(found('Medicaid no. 812440917 for one and 812440918 for the other')).toEqual([
    'medicaid_id:812440917',
    'medicaid_id:812440918',
  ])
  expect(found('Medicaid no. 812440917 for one and 733440918 for the other')).toEqual(['medicaid_id:812440917'])
  expect(found('Medicaid no. 812440917\nlot 812440918')).toEqual(['medicaid_id:812440917'])
})

test('an engine for fewer kinds finds none of the others, whoever named them', () => {
  const people = createPeople()
  found('Her case number is 20441827.', { people })
  expect(engine.only(new Set(['us_ssn'])).find('Please close 20441827 today.', { people })).toEqual([])
})

test('a sum, a share or a decimal of the same digits is no value again', () => {
  expect(found('Employee no. 30418. We paid $30418, then 30418.75 and 30418%.')).toEqual(['employee_id:30418'])
})

test('a stream forgets what was named', () => {
  const streamed = engine.only(new Set(engine.entities), { tables: false })
  const text = 'Employee no. 30418 is out. Please give the key of 30418 to the desk.'
  expect(streamed.find(text)).toHaveLength(1)
})
