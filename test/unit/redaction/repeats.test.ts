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
