import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasWords, queryFault } from '#src/http/pages/console/query-words.ts'
import { addressOf, composeQuery, readFilters } from '#src/http/pages/console/record-filters.ts'
import { spansOf } from '#src/http/pages/console/record-spans.ts'
import { safeCsv } from '#src/http/pages/console/safe-csv.ts'
import { saidInAnswer, saidInRequest } from '#src/http/pages/console/said-in.ts'
import { slotsBetween } from '#src/http/timeline.ts'
import { parseQuery } from '#src/records/search/parse-query.ts'

const ZONE = 'America/Chicago'

describe('the search of the records page', () => {
  test.each([
    [{ q: 'bridge' }, true, 'bridge'],
    [{ unit: 'ITS-OPS' }, false, 'unit:"ITS-OPS" (type:prompt OR type:blocked)'],
    [{ q: 'a OR b', person: 'jdoe' }, true, '(a OR b) user:"jdoe"'],
    [{ q: 'NOR thing', has: 'flag' }, true, 'NOR thing has:"flag"'],
    [{ person: 'a"b' }, false, 'user:"a b" (type:prompt OR type:blocked)'],
    [
      { from: '2026-11-02', to: '2026-11-02' },
      false,
      'after:2026-11-02T06:00:00.000Z before:2026-11-03T06:00:00.000Z (type:prompt OR type:blocked)',
    ],
    [{ from: 'yesterday' }, false, '(type:prompt OR type:blocked)'],
  ])('%j is asked of the language as one query', (given, words, expected) => {
    const filters = readFilters(given as Record<string, string>)
    expect(composeQuery(filters, ZONE, words)).toBe(expected)
  })

  test('whatever stands in a field, the query can be read', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (person, unit) => {
        const query = composeQuery(readFilters({ person, unit }), ZONE, false)
        try {
          parseQuery(query)
        } catch (error) {
          // A field without a letter or digit in it is told so; nothing else can go wrong.
          expect(`${person}${unit}`).not.toMatch(/^[a-z0-9 ]+$/i)
          expect((error as Error).name).toBe('SearchQueryError')
        }
      }),
    )
  })

  test('stands in the address and comes back from it the same; taking one filter off leaves the others', () => {
    const given = { q: 'bridge*', unit: 'ITS-OPS', from: '2026-11-01', decision: 'refuse', cols: 'person.purpose' }
    const filters = readFilters(given)
    const back = Object.fromEntries(new URLSearchParams(addressOf('/console', filters).split('?')[1]))
    expect(readFilters(back)).toEqual(filters)
    expect(addressOf('/console', filters, { unit: undefined })).toBe(
      '/console?q=bridge*&from=2026-11-01&decision=refuse&cols=person.purpose',
    )
  })

  test.each<[string, string | undefined, readonly string[] | null]>([
    ['nothing chosen', undefined, null],
    ['in the page’s own order, whatever the address’s', 'excerpt.person', ['person', 'excerpt']],
    ['none but the time', 'time', []],
    ['what there isn’t is left out', 'person.salary', ['person']],
  ])('has columns: %s', (_what, cols, expected) => {
    expect(readFilters(cols === undefined ? {} : { cols }).columns).toEqual(expected)
  })

  test('is for whole records unless it has words', () => {
    expect(
      ['', 'unit:"ITS-OPS"', 'NOT user:x', 'bridge', '"a b"', 'unit:x bridge', 'type:prompt'].map(hasWords),
    ).toEqual([false, false, false, true, true, true, true])
    expect(queryFault('bridge AND')).toMatchObject({ position: 11 })
    expect(queryFault('bridge')).toBeNull()
  })
})

test.each([
  ['2026-11-01', '2026-11-03', 3],
  ['2026-01-01', '2026-06-30', 26],
  ['2025-01-15', '2026-11-30', 23],
  ['2020-01-01', '2026-11-30', 7],
])('a timeline from %s to %s has slots without gaps, and ends where it should', (from, to, count) => {
  const slots = slotsBetween(from, to, ZONE)
  expect(slots).toHaveLength(count)
  expect(slots[0]!.from.slice(0, 10)).toBe(from)
  for (const [at, slot] of slots.entries()) if (at > 0) expect(slot.from).toBe(slots[at - 1]!.to)
  expect(Date.parse(slots.at(-1)!.to)).toBeGreaterThan(Date.parse(`${to}T23:00:00Z`))
})

test('a cell of a CSV is never a formula', () => {
  const risky = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', 'plain', 'a,b', 'say "x"', 'two\nlines']
  expect(safeCsv([risky])).toBe(`'=1+1,'+1,'-1,'@SUM(A1),'\tx,plain,"a,b","say ""x""","two\nlines"\r\n`)
})

test('requests and answers of either wire, whole or streamed, are read as people wrote them', () => {
  const chat = {
    messages: [
      { role: 'system', content: 'Be short.' },
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
    ],
  }
  expect(saidInRequest(JSON.stringify(chat))).toEqual([
    { role: 'system', text: 'Be short.' },
    { role: 'user', text: 'Hi' },
  ])
  expect(saidInRequest('{"input":"Hi","instructions":"Be short."}')).toEqual([
    { role: 'system', text: 'Be short.' },
    { role: 'user', text: 'Hi' },
  ])
  expect(saidInRequest('not json')).toEqual([{ role: 'request', text: 'not json' }])
  expect(saidInAnswer('{"choices":[{"message":{"content":"Yes."}}]}')).toBe('Yes.')
  expect(
    saidInAnswer(
      'data: {"choices":[{"delta":{"content":"Y"}}]}\n\ndata: {"choices":[{"delta":{"content":"es"}}]}\n\ndata: [DONE]',
    ),
  ).toBe('Yes')
  expect(saidInAnswer('{"output":[{"type":"message","content":[{"type":"output_text","text":"Yes."}]}]}')).toBe('Yes.')
})

test('spans of days keep the rest of the search, go on from what is shown, and never lead to where one is', () => {
  const now = Date.parse('2026-03-10T03:00:00Z')
  const asked = (query: Record<string, string>) =>
    Object.fromEntries(
      spansOf('/console', readFilters(query), now, 'America/Chicago').map(({ span, href }) => [span, href]),
    )
  expect(asked({ q: 'levee', unit: 'ITS-OPS' })).toEqual({
    week: '/console?q=levee&unit=ITS-OPS&from=2026-03-03',
    month: '/console?q=levee&unit=ITS-OPS&from=2026-02-08',
    year: '/console?q=levee&unit=ITS-OPS&from=2026-01-01',
  })
  expect(asked({ from: '2026-02-01', to: '2026-02-07' })).toMatchObject({
    ever: '/console',
    earlier: '/console?from=2026-01-25&to=2026-01-31',
    later: '/console?from=2026-02-08&to=2026-02-14',
  })
  expect(asked({ from: '2026-03-03' })).not.toHaveProperty('week')
  expect(asked({ from: '2026-03-09', to: '2026-03-09' })).not.toHaveProperty('later')
})
