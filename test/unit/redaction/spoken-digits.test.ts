import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { glanceAt } from '#src/redaction/glance.ts'
import { spokenNumbers } from '#src/redaction/spoken-digits.ts'

const engine = createEngine()
const found = (text: string): string[] =>
  engine.find(text).map((span) => `${span.entity}:${text.slice(span.start, span.end)}`)

test.each([
  [
    'My social is three two seven, four one, eight eight oh six.',
    'us_ssn:three two seven, four one, eight eight oh six',
  ],
  [
    'SOCIAL SECURITY NUMBER: FIVE ONE TWO - NINE NINE - ZERO ONE TWO THREE',
    'us_ssn:FIVE ONE TWO - NINE NINE - ZERO ONE TWO THREE',
  ],
  ['her social, that is triple four double two one nine oh six', 'us_ssn:triple four double two one nine oh six'],
  [
    'mi seguro social es cuatro uno dos seis ocho siete tres cero nueve',
    'us_ssn:cuatro uno dos seis ocho siete tres cero nueve',
  ],
  [
    'reach him at six six two, five five five, oh one nine nine',
    'phone_number:six six two, five five five, oh one nine nine',
  ],
])('what is read out digit by digit is found: %s', (text, wanted) => {
  expect(found(text)).toContain(wanted)
})

test.each([
  'One or two of them, three at most, four if five agree.',
  'two one nine oh nine nine nine nine eight boxes of paper',
  'Count: one two three four five six seven eight nine ten eleven',
  'She said no, oh no, and one more time: no.',
])('what isn’t one, or isn’t called one, stays: %s', (text) => {
  expect(found(text)).toEqual([])
})

const WORDS = ['zero', 'oh', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const DIGITS = ['0', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

test('nine digits or more are met wherever they stand, each of them read', () => {
  const number = fc.array(fc.nat({ max: 10 }), { minLength: 9, maxLength: 16 })
  const around = fc.string({ unit: fc.constantFrom('q', 'x', ' ', '.'), maxLength: 60 })
  fc.assert(
    fc.property(around, number, fc.constantFrom(' ', ', ', '-', '\n'), around, (before, said, between, after) => {
      const run = said.map((index) => WORDS[index]).join(between)
      const text = `${before} ${run} ${after}`
      const numbers = spokenNumbers(text, glanceAt(text))
      expect(numbers.map(({ start, end }) => text.slice(start, end))).toEqual([run])
      expect(numbers[0]!.digits).toBe(said.map((index) => DIGITS[index]).join(''))
    }),
    { numRuns: 500 },
  )
})
