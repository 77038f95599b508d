import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('street_address')

positives([
  'im living at «77 willow oak loop» now',
  'send it to «900 e pine st, tupelo»',
  'she stays at «12 county road 511»',
  '«PO Box 77, Natchez»',
  'I RESIDE AT «12 WILLOW BEND DRIVE, CORINTH, MISSISSIPPI».',
  'WE ARE AT «900 EAST PINE STREET APARTMENT 4».',
])
negatives([
  'PO Box 587-22-3014',
  'Gideon v. Wainwright, 372 U.S. 335 (1963)',
  'we moved 40 tons of rock last year',
  '12 people drive to work',
])

test('the answer to a question for an address may be written in small letters', () => {
  const engine = createEngine({ entities: ['street_address'] })
  const text = '18 quail run apt 3'
  expect(engine.find(text, { question: 'Where do you live?' })).toMatchObject([{ start: 0, end: text.length }])
})
