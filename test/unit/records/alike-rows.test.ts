import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alikeRows } from '#src/records/alike-rows.ts'

const texts = fc.oneof(fc.constantFrom('responsive', '', 'by|somebody'), fc.string({ maxLength: 40 }))
const values = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(texts, fc.array(texts, { maxLength: 2 }))),
)

test('rows that are kept alike say what they said', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), values), { maxLength: 200 }), (rows) => {
      const alike = alikeRows()
      for (const [key, value] of rows) expect(alike(key, structuredClone(value))).toEqual(value)
    }),
  )
})

test('what a row’s key ends in, and lists of nothing, are kept once', () => {
  const alike = alikeRows()
  const exchange = '01a203c6-1189-7000-992b-4a50ad6af271'
  const rows = ['a', 'b'].map(
    (request) => alike(`${request}|${exchange}`, { request, exchange, exemptions: [] }) as { exemptions: unknown[] },
  )
  expect(rows).toEqual([
    { request: 'a', exchange, exemptions: [] },
    { request: 'b', exchange, exemptions: [] },
  ])
  expect(rows[0]!.exemptions).toBe(rows[1]!.exemptions)
})
