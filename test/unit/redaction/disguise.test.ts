import { expect, test } from 'vitest'
import { disguiseOf } from '#src/redaction/disguise.ts'
import { createEngine } from '#src/redaction/engine.ts'

const engine = createEngine()
const told = (text: string) => engine.find(text).map(({ start, end }) => disguiseOf(text.slice(start, end)))

test('a value that was found says how it was disguised [MO-21]', () => {
  expect(told('SSN 2\u200b19-0\u200b9-9999')).toEqual(['invisible-characters'])
  expect(told('SSN ２１９-０９-９９９９')).toEqual(['lookalike-characters'])
  expect(told('SSN &#50;19-09-9999')).toEqual(['escaped-characters'])
  expect(told('my ssn is 2 1 9 - 0 9 - 9 9 9 9')).toEqual(['spaced-out'])
})

test('what people and programs write anyway is no disguise [MO-21]', () => {
  for (const text of [
    'SSN 219-09-9999',
    'SSN 219 09 9999',
    'SSN\u00a0219\u201109\u20119999',
    'mail jane%40acme.com',
    'write to jane&commat;acme.com',
    'mail jane.\u00addoe@acme.com',
    'SSN ٢١٩-٠٩-٩٩٩٩',
  ])
    expect([text, told(text)]).toEqual([text, [null]])
})
