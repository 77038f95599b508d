import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyByteEdits } from '#src/core/edits.ts'
import { wholeContent } from '#src/pipeline/answer-content.ts'

test('the edit that a record keeps leads from the body to what was released, whatever they share', () => {
  const bytes = fc
    .string({ unit: fc.constantFrom('a', 'b', 'é', '€', '\u{1f642}', '"') })
    .map((text) => Buffer.from(text))
  fc.assert(
    fc.property(bytes, bytes, bytes, bytes, (start, from, to, end) => {
      const body = Buffer.concat([start, from, end])
      const released = Buffer.concat([start, to, end])
      const { held } = wholeContent({ body, released })
      if (held === null || !('out' in held)) throw new Error('not held')
      expect(applyByteEdits(body, held.out)).toEqual(released)
      // Whole characters on both sides: an auditor reads the edit as text.
      for (const edit of held.out) expect('text' in edit).toBe(true)
    }),
  )
})
