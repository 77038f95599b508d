import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CodingRow } from '#src/core/records-request.ts'
import { compactCodings } from '#src/productions/build/compact-codings.ts'

const coding = fc.record({
  exchange: fc.uuid(),
  coding: fc.constantFrom('responsive' as const, 'exempt' as const, 'not-responsive' as const),
  exemptions: fc.array(fc.constantFrom('mo-610.021-1', 'mo-610.021-14'), { maxLength: 2 }),
  by: fc.constantFrom('https://idp.test|a', 'https://idp.test|b'),
  at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((at) => at.toISOString()),
})
const byExchange = (a: { exchange: string }, b: { exchange: string }) => (a.exchange < b.exchange ? -1 : 1)

test('every coding is found again as it was given, and no other', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(coding, { selector: ({ exchange }) => exchange, maxLength: 3_000, size: 'max' }),
      fc.uuid(),
      (given, other) => {
        const codings = compactCodings('request-1')
        const rows = given.toSorted(byExchange).map((one): CodingRow => ({ request: 'request-1', ...one }))
        for (const row of rows) codings.add(row)
        for (const row of rows) expect(codings.get(row.exchange)).toEqual(row)
        if (!given.some(({ exchange }) => exchange === other)) expect(codings.get(other)).toBeUndefined()
      },
    ),
    { numRuns: 20 },
  )
})

test('codings that come in another order are refused, since they would not be found', () => {
  const codings = compactCodings('request-1')
  const row = {
    request: 'request-1',
    coding: 'responsive',
    exemptions: [],
    by: 'a',
    at: '2026-11-23T00:00:00.000Z',
  } as const
  codings.add({ ...row, exchange: '01a207c3-2500-7000-a10e-3fbbf8ab8851' })
  expect(() => codings.add({ ...row, exchange: '01a207c3-2500-7000-a10e-3fbbf8ab8850' })).toThrow('in the order')
})
