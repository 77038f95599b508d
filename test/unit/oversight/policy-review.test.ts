import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isComplete, type PolicyReviewRow } from '#src/oversight/reviews/review-row.ts'
import { sign, whyNotSign } from '#src/oversight/reviews/sign.ts'
import '#test/support/property-seed.ts'

test('a review is complete when every seat has signed, each by somebody else, and never before [MO-47]', () => {
  const seats = ['cto', 'attorney', 'hr']
  const tried = fc.record({ seat: fc.constantFrom(...seats, 'auditor'), by: fc.constantFrom('a', 'b', 'c', 'd') })
  fc.assert(
    fc.property(fc.array(tried, { maxLength: 15 }), (all) => {
      let row: PolicyReviewRow = { review: 'yearly', due: '2027-06-01', agency: 'MO-DOT', signatures: [] }
      for (const [at, one] of all.entries()) {
        const signature = { ...one, name: one.by, at: `${at}`, policy: 'v', entry: `${at}` }
        const next = sign(row, seats, signature)
        expect(next === null).toBe(whyNotSign(row, seats, signature) !== null)
        row = next ?? row
      }
      expect(new Set(row.signatures.map(({ by }) => by)).size).toBe(row.signatures.length)
      expect(new Set(row.signatures.map(({ seat }) => seat)).size).toBe(row.signatures.length)
      expect(isComplete(row, seats)).toBe(row.signatures.length === 3)
    }),
  )
})
