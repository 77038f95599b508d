import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSearchIndex } from '#src/records/sqlite/search-index.ts'
import { openSearchReader, type SearchReader } from '#src/records/sqlite/search-reader.ts'

const DOCUMENTS = 300
const START = Date.UTC(2026, 0, 1)
const folder = mkdtempSync(join(tmpdir(), 'statehouse-spans-'))
const timeOf = (at: number): string => new Date(START + at * 60_000).toISOString()
const decisionOf = (at: number): string => (at % 7 === 0 ? 'refuse' : 'allow')
const isWorded = (at: number): boolean => at % 3 !== 0
let reader: SearchReader

beforeAll(() => {
  const index = openSearchIndex(folder, 'test')
  const documents = Array.from({ length: DOCUMENTS }, (_, at) => ({
    index: at,
    id: `019b0000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    ref: `019c0000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    time: timeOf(at),
    type: 'prompt',
    agency: 'MDOT',
    series: 'general',
    prompt: null,
    texts: [isWorded(at) ? 'bridge' : 'deck'],
    facets: { unit: 'a', decision: decisionOf(at) },
  }))
  index.add(documents, DOCUMENTS)
  index.close()
  reader = openSearchReader(folder)
})
afterAll(() => {
  reader.close()
  rmSync(folder, { recursive: true, force: true })
})

test('spans of time are counted as each by itself would be: apart, overlapping, empty, beyond the log, asked again', () => {
  const place = fc.integer({ min: -20, max: DOCUMENTS + 20 })
  const span = fc.tuple(place, place).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  const spans = fc.array(span, { minLength: 1, maxLength: 130 })
  fc.assert(
    fc.property(
      spans,
      fc.uniqueArray(fc.integer({ min: 0, max: DOCUMENTS - 1 }), { maxLength: 3 }),
      (asked, except) => {
        const slots = asked.map(([from, to]) => ({ from: timeOf(from), to: timeOf(to) }))
        const query = { query: 'bridge', agencies: ['MDOT'], limit: 1, slots, except }
        const expected = asked.map(([from, to], at) => {
          const own = Array.from({ length: DOCUMENTS }, (_, one) => one).filter(
            (one) => one >= from && one < to && isWorded(one) && !except.includes(one),
          )
          const refused = own.filter((one) => decisionOf(one) === 'refuse').length
          return { ...slots[at]!, total: own.length, allowed: own.length - refused, refused }
        })
        expect(reader.query(query, DOCUMENTS, () => false).slots).toEqual(expected)
        expect(reader.query(query, DOCUMENTS, () => false).slots).toEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})
