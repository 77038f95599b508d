import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery } from '#src/records/search/parse-query.ts'
import { SearchQueryError } from '#src/records/search/query-error.ts'
import { QUERY_FIELDS } from '#src/records/search/query-fields.ts'
import type { QueryNode } from '#src/records/search/query-tree.ts'
import { takeTimes } from '#src/records/search/time-bounds.ts'
import { compileQuery } from '#src/records/sqlite/search-query.ts'

const WORD = { kind: 'words', isPrefix: false } as const

test.each<[string, QueryNode]>([
  ['', { kind: 'every' }],
  ['bridge', { ...WORD, text: 'bridge' }],
  ['"route 63"*', { kind: 'words', text: 'route 63', isPrefix: true }],
  [
    'a OR b c',
    {
      kind: 'or',
      parts: [
        { ...WORD, text: 'a' },
        {
          kind: 'and',
          parts: [
            { ...WORD, text: 'b' },
            { ...WORD, text: 'c' },
          ],
        },
      ],
    },
  ],
  ['NOT (a)', { kind: 'not', part: { ...WORD, text: 'a' } }],
  ['Class:PUBLIC', { kind: 'facet', name: 'class', value: 'PUBLIC' }],
  ['matter:"2026 14"', { kind: 'facet', name: 'matter', value: '2026 14' }],
  ['a NEAR/3 b NEAR c', { kind: 'near', texts: ['a', 'b', 'c'], distance: 3 }],
  ['NEAR(a "b c")', { kind: 'near', texts: ['a', 'b c'], distance: 10 }],
  ['10:30', { ...WORD, text: '10:30' }],
])('%s reads as the tree that it means', (query, tree) => {
  expect(parseQuery(query)).toEqual(tree)
})

test.each<[string, number | null, RegExp]>([
  ['a "b', 3, /quotation mark is not closed/],
  ['a (b', 3, /parenthesis is not closed/],
  ['a ) b', 3, /closes nothing/],
  ['a AND', 6, /word is missing/],
  ['a OR OR b', 6, /word is missing/],
  ['colour:red', 1, /colour: is not a field/],
  ['decision:maybe', 1, /decision: does not take ‘maybe’/],
  ['user:', 1, /needs a value/],
  ['user:jd*', 1, /whole value/],
  ['x after:soon', 3, /a date or a time/],
  ['bridge *', 8, /no word in it/],
  ['NEAR(a b*, 4)', 1, /whole words/],
  ['a NEAR/900 b', 1, /distance of 1 to 50/],
  ['aa* bb* cc* dd* ee* ff* gg* hh* ii*', 33, /at most 8 prefixes/],
  ['x '.repeat(65).trim(), 129, /at most 64 terms/],
  ['a'.repeat(10_240), null, /at most 2000 characters/],
])('%j is refused at its place, with what to do', (query, position, problem) => {
  let error: unknown
  try {
    compileQuery(query)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(SearchQueryError)
  const { position: at, message, next } = error as SearchQueryError
  expect([at, message]).toEqual([position, expect.stringMatching(problem)])
  expect(next).toMatch(/^[A-Z].*\.$/)
})

test('times bound the whole query, the narrower of two; within a part they are refused', () => {
  const { rest, bounds } = takeTimes(
    parseQuery('a after:2026-01-01 before:2026-03-01 before:2026-02-01T00:00:00-06:00'),
  )
  expect([rest, bounds]).toEqual([
    { ...WORD, text: 'a' },
    { after: '2026-01-01T00:00:00.000Z', before: '2026-02-01T06:00:00.000Z' },
  ])
  for (const query of ['a OR after:2026-01-01', 'NOT before:2026-01-01', 'b (a after:2026-01-01)'])
    expect(() => takeTimes(parseQuery(query)), query).toThrow(/holds for the whole query/)
})

const leaf = fc.oneof(
  fc.constantFrom('bridge', '"bridge deck"', 'brid*', 'NEAR(a b, 3)', 'a NEAR b', 'user:x', 'has:flag'),
  fc
    .constantFrom(...Object.keys(QUERY_FIELDS).filter((name) => QUERY_FIELDS[name] === null))
    .map((name) => `${name}:"a b"`),
)
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.tuple(tie('tree'), fc.constantFrom(' ', ' AND ', ' OR '), tie('tree')).map((parts) => parts.join('')),
    tie('tree').map((inner) => `(${inner})`),
    leaf.map((inner) => `NOT ${inner}`),
  ),
}))

test('whatever the grammar makes is read', () => {
  fc.assert(
    fc.property(tree, (query) => {
      fc.pre((query.match(/brid\*/g)?.length ?? 0) <= 8)
      expect(() => compileQuery(query, {})).not.toThrow()
    }),
  )
})

test('whatever is typed is read or refused with a place in it and a next step, and reaches FTS5 quoted or hashed', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '"',
      '(',
      ')',
      '*',
      ' AND ',
      ' OR ',
      ' NOT ',
      ' NEAR/2 ',
      'NEAR(',
      ',',
      'body:',
      'f:',
      '{f}',
      '^',
      '-',
      '\0',
      "'",
      'user:',
      'after:',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const query = pieces.join('')
      try {
        const { match } = compileQuery(query)
        const bare = match.replaceAll(/"(?:[^"]|"")*"/g, 'Q')
        expect(bare).toMatch(/^(?:body : |f : f[0-9a-f]{20}|NEAR\(Q(?: Q)+, \d+\)|Q\*?|AND|OR|NOT|[() ])*$/)
      } catch (error) {
        expect(error).toBeInstanceOf(SearchQueryError)
        const { position, next } = error as SearchQueryError
        expect(next).not.toBe('')
        if (position !== null) expect(position).toBeLessThanOrEqual(query.length + 1)
      }
    }),
    { numRuns: 3_000 },
  )
})
