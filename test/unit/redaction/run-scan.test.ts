import fc from 'fast-check'
import { expect, test } from 'vitest'
import { glanceAt } from '#src/redaction/glance.ts'
import { base64Runs } from '#src/redaction/run-scan.ts'

/** The same in one expression, which looks at every letter of every word. */
const BASE64 = /(?:[A-Za-z0-9+/_-]{60,76}\r?\n)+[A-Za-z0-9+/_-]+={0,2}|[A-Za-z0-9+/_-]{12,}={0,2}/g

const pieces = fc.oneof(
  fc.constantFrom(' ', '\n', '\r\n', '=', '==', '.', '\r', 'ä', '"'),
  fc.nat(16).map((length) => 'Zm9vYmFyYmF6cXV4'.slice(0, length)),
  fc.integer({ min: 55, max: 80 }).map((length) => 'QUJD'.repeat(20).slice(0, length)),
)

test('runs of base64, folded ones too, are those that a plain expression finds', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 24 }), (parts) => {
      const text = parts.join('')
      const found = base64Runs(text, glanceAt(text).runs).map(({ start, end }) => text.slice(start, end))
      expect(found).toEqual(Array.from(text.matchAll(BASE64), ([run]) => run))
    }),
    { numRuns: 2_000 },
  )
})
