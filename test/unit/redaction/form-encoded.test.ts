import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { formEncodedReading } from '#src/redaction/form-encoded.ts'

const engine = createEngine()
const found = (text: string): string[] =>
  engine.find(text).map(({ entity, start, end }) => `${entity}:${text.slice(start, end)}`)

test('a form as a browser sends it is read with blanks for its signs, and covered as it is written', () => {
  const body = 'step=2&phone=%28662%29+555-0147&addr1=4410+Lindell+Ave+Apt+9&city=St.+Louis'
  expect(found(`POST body ${body}`)).toEqual([
    'phone_number:%28662%29+555-0147',
    'street_address:4410+Lindell+Ave+Apt+9',
  ])
})

test('a sum, a single assignment and a search are left as they are', () => {
  for (const text of ['a = b + c & d', 'x=1+2', 'C++ & Java', 'C++ & x = y'])
    expect(formEncodedReading(text), text).toBeNull()
})

test('each place of a reading is known in the text', () => {
  const text = 'see q=a+b&r=c+d now'
  const { text: read, map } = formEncodedReading(text)!
  expect(read).toBe('see q=a b&r=c d now')
  expect([...map]).toEqual(Array.from({ length: text.length + 1 }, (_, at) => at))
})
