import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SearchPage } from '#src/core/ports.ts'
import { SearchQueryError } from '#src/records/search/query-error.ts'
import { openSearchIndex, type SearchDocument, type SearchIndex } from '#src/records/sqlite/search-index.ts'
import {
  openSearchReader,
  type ScopedQuery,
  type SearchReader,
  SearchStopped,
} from '#src/records/sqlite/search-reader.ts'
import { dropFolder, makeFolder } from '#test/support/record-store.ts'

let folder: string
let index: SearchIndex
let reader: SearchReader

beforeEach(() => {
  folder = makeFolder()
  index = openSearchIndex(folder, 'log')
  reader = openSearchReader(folder)
})
afterEach(() => {
  reader.close()
  index.close()
  dropFolder(folder)
})

const FACETS = { user: 'jdoe', client: 'chat', unit: 'OPS' }

function turn(at: number, texts: readonly string[], more: Partial<SearchDocument> = {}): SearchDocument {
  const time = new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString()
  const what = { time, type: 'prompt', agency: 'MDOT', series: 'general', prompt: null, facets: FACETS }
  return { index: at, id: `id${at}`, ref: `x${at}`, texts, ...what, ...more }
}

/** The answer to the prompt before it. */
const answer = (at: number, text: string): SearchDocument =>
  turn(at, [text], { type: 'response', ref: `x${at - 1}`, prompt: at - 1 })

const ask = (query: string, more: Partial<ScopedQuery> = {}): SearchPage =>
  reader.query({ query, agencies: ['MDOT'], limit: 50, ...more }, 100, () => false)
const found = (query: string): number[] => ask(query).hits.map((hit) => hit.index)

const CONVERSATION = [
  turn(0, ['You help engineers.', 'Where is the culvert?']),
  answer(1, 'Under the embankment.'),
  turn(2, ['You help engineers.', 'Where is the culvert?', 'Under the embankment.', 'Who built it?']),
  answer(3, 'A contractor from Yazoo.'),
  turn(4, [
    'You help engineers.',
    'Where is the culvert?',
    'Under the embankment.',
    'Who built it?',
    'A contractor from Yazoo.',
    'Thanks',
  ]),
]

test('a message is found at the exchange where it was new, though the client sends it again with each turn', () => {
  index.add(CONVERSATION, 5)
  expect(['culvert', 'embankment', 'built', 'Yazoo', 'thanks', 'engineers'].map(found)).toEqual([
    [0],
    [1],
    [2],
    [3],
    [4],
    [0],
  ])
})

test('what somebody asks again, or somebody else asks, is new', () => {
  index.add([...CONVERSATION, turn(5, ['You help engineers.', 'Where is the culvert?'])], 6)
  index.add([turn(6, ['Where is the culvert?', 'Tell me'], { facets: { ...FACETS, user: 'asmith' } })], 7)
  expect(found('culvert')).toEqual([6, 5, 0])
})

test('purged words are in no file, and what others still say is found at the next that says it', () => {
  index.add([...CONVERSATION, turn(5, ['xylophone quarterly'])], 6)
  expect(index.followers([0, 1, 5])).toEqual([2])
  expect(index.purge([0, 1, 5], [CONVERSATION[2]!])).toBe(true)
  expect([found('culvert'), found('embankment'), found('xylophone')]).toEqual([[2], [2], []])
  for (const name of ['search.db', 'search.db-wal'])
    expect(readFileSync(join(folder, name)).includes('xylophone')).toBe(false)
})

test('words stay in the write-ahead log no longer than a reader holds it, and the index knows', () => {
  index.add([turn(0, ['marzipan'])], 1)
  let isTruncated: boolean | null = null
  reader.query({ query: '', agencies: null, limit: 1 }, 1, () => {
    isTruncated ??= index.purge([0], [])
    return false
  })
  expect(isTruncated).toBe(false)
  expect(index.truncate()).toBe(true)
  expect(readFileSync(join(folder, 'search.db-wal')).includes('marzipan')).toBe(false)
})

const TEN = Array.from({ length: 10 }, (_, at) =>
  turn(at, at % 3 === 0 ? [] : [`bridge number${at}`], {
    agency: at === 9 ? 'DFA' : 'MDOT',
    facets: {
      ...FACETS,
      user: `u${at % 2}`,
      unit: at < 4 ? 'LAW' : 'OPS',
      system: at % 2 === 0 ? 'alpha' : 'beta',
      has: [...(at % 2 === 0 ? ['removed-words'] : []), ...(at % 3 === 0 ? ['unindexed'] : [])].join(' '),
    },
  }),
)

test('an empty answer says what was looked at: agencies, times, records, and those whose words could not be', () => {
  index.add(TEN, 10)
  expect(ask('nowhere user:u0 after:2026-01-01T00:02:00Z')).toMatchObject({
    hits: [],
    total: 0,
    lag: 90,
    withRemovedWords: 4,
    scope: { agencies: ['MDOT'], after: '2026-01-01T00:02:00.000Z', before: null, records: 4, unindexed: 1 },
  })
})

test('hits are counted by field, exactly; fields with a value for each person are refused', () => {
  index.add(TEN, 10)
  expect(ask('bridge', { countBy: ['system', 'unit'] }).counts).toEqual({
    system: [
      { value: 'alpha', count: 3 },
      { value: 'beta', count: 3 },
    ],
    unit: [
      { value: 'OPS', count: 4 },
      { value: 'LAW', count: 2 },
    ],
  })
  expect(() => ask('bridge', { countBy: ['user'] })).toThrow(SearchQueryError)
})

test('what a reader may not see is in no hit, total, count or scope, whatever is asked', () => {
  index.add(TEN, 10)
  const walled = { without: [{ name: 'unit', value: 'LAW' }], countBy: ['unit', 'agency', 'system'] }
  for (const query of [
    '',
    'bridge',
    'unit:LAW',
    'NOT unit:OPS',
    'bridge OR unit:LAW',
    'agency:DFA',
    'number1 OR number9',
  ]) {
    const page = ask(query, walled)
    expect(
      page.hits.filter(({ index: at }) => at < 4 || at === 9),
      query,
    ).toEqual([])
    expect(page.total).toBe(page.hits.length)
    expect(page.scope.records).toBeLessThanOrEqual(5)
    expect(page.counts['unit']!.map(({ value }) => value)).not.toContain('LAW')
    expect(page.counts['agency']!.map(({ value }) => value)).not.toContain('DFA')
  }
  expect(ask('', { within: [{ name: 'unit', value: 'law' }] }).total).toBe(4)
  expect(ask('', { within: [] }).total).toBe(0)
})

test('a record whose owner nobody can tell any more carries a facet that a wall can name', () => {
  index.add([turn(0, [], { facets: {} })], 1)
  expect(ask('').total).toBe(1)
  expect(ask('', { without: [{ name: 'owner', value: 'unknown' }] })).toMatchObject({ total: 0, scope: { records: 0 } })
})

test('counts that are gone on with are those that are made anew, through additions, replacements and purges', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), word: fc.constantFrom('bridge', 'deck'), flag: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('replace' as const, 'purge' as const), at: fc.nat(30), flag: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const data = makeFolder()
      const writing = openSearchIndex(data, 'log')
      const lasting = openSearchReader(data)
      let size = 0
      try {
        for (const one of steps) {
          const facets = { ...FACETS, has: one.flag ? 'removed-words' : '' }
          if (one.kind === 'add') writing.add([turn(size, [one.word], { facets })], ++size)
          else if (one.at < size && one.kind === 'replace') writing.add([turn(one.at, ['deck'], { facets })], size)
          else if (one.kind === 'purge') writing.purge([one.at], [])
          const fresh = openSearchReader(data)
          const query = { query: 'bridge', agencies: ['MDOT'], limit: 50, countBy: ['unit'] }
          expect(lasting.query(query, size, () => false)).toEqual(fresh.query(query, size, () => false))
          fresh.close()
        }
      } finally {
        lasting.close()
        writing.close()
        dropFolder(data)
      }
    }),
    { numRuns: 12 },
  )
})

test('a record that comes again after it was purged is counted', () => {
  index.add([turn(0, ['bridge']), turn(1, ['bridge'])], 2)
  expect(ask('bridge').total).toBe(2)
  index.purge([0], [])
  expect(ask('bridge').total).toBe(1)
  index.add([turn(0, ['bridge'])], 2)
  expect(ask('bridge').total).toBe(2)
})

test('a query that must stop does, and the next one is answered', () => {
  index.add(
    Array.from({ length: 3_000 }, (_, at) => turn(at, ['bridge'], { facets: {} })),
    3_000,
  )
  let asked = 0
  expect(() => reader.query({ query: 'bridge', agencies: null, limit: 1 }, 1, () => ++asked > 1)).toThrow(SearchStopped)
  expect(ask('bridge').total).toBe(3_000)
})
