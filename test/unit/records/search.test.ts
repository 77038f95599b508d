import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SearchPage } from '../../../src/core/ports.ts'
import { SearchQueryError } from '../../../src/records/search/query-error.ts'
import { openSearchIndex, type SearchDocument, type SearchIndex } from '../../../src/records/sqlite/search-index.ts'
import { openSearchReader, type ScopedQuery, type SearchReader } from '../../../src/records/sqlite/search-reader.ts'
import { draft, dropFolder, makeFolder, openStore } from '../../support/record-store.ts'

let folder: string
let index: SearchIndex
let reader: SearchReader

function document(at: number, text: string, more: Partial<SearchDocument> = {}): SearchDocument {
  const time = `2026-11-${String(10 + at).padStart(2, '0')}T12:00:00.000Z`
  return {
    index: at,
    id: `id${at}`,
    ref: `ref${at}`,
    time,
    type: 'prompt',
    agency: 'MDOT',
    series: 'general',
    prompt: null,
    texts: text === '' ? [] : [text],
    facets: { user: 'jdoe', unit: 'OPS' },
    ...more,
  }
}

beforeEach(() => {
  folder = makeFolder()
  index = openSearchIndex(folder, 'log 1')
  index.add(
    [
      document(0, 'Bridge inspection on Route 63'),
      document(1, 'Café menu for the bridge opening', {
        facets: { user: 'a.smith@state.gov', unit: 'OPS', has: 'removed-words' },
      }),
      document(2, 'Inspection of the bridge deck', {
        type: 'response',
        facets: {
          user: 'jdoe',
          unit: 'OPS',
          system: 'Drafting',
          has: 'removed-words flag',
          redacted: 'us_ssn person_name',
        },
      }),
      document(3, 'Bridge of another agency', { agency: 'DFA' }),
      document(4, '', {
        facets: { user: 'jdoe', unit: 'LAW', decision: 'refuse', has: 'unindexed', label: 'privileged', hold: 'h1 h2' },
      }),
    ],
    5,
  )
  reader = openSearchReader(folder)
})
afterEach(() => {
  reader.close()
  index.close()
  dropFolder(folder)
})

const ask = (query: ScopedQuery, size = 5) => reader.query(query, size, () => false)

function found(query: string, agencies = ['MDOT']): number[] {
  return ask({ query, agencies, limit: 50 }).hits.map((hit) => hit.index)
}

test.each([
  ['bridge', [2, 1, 0]],
  ['BRIDGE inspection', [2, 0]],
  ['"bridge inspection"', [0]],
  ['inspect*', [2, 0]],
  ['cafe', [1]],
  ['menu OR deck', [2, 1]],
  ['bridge NOT inspection', [1]],
  ['bridge AND (menu OR deck)', [2, 1]],
  ['NOT bridge', [4]],
  ['user:jdoe', [4, 2, 0]],
  ['user:JDOE bridge', [2, 0]],
  ['user:"a.smith@state.gov"', [1]],
  ['type:response', [2]],
  ['system:drafting OR decision:refuse', [4, 2]],
  ['bridge NOT user:jdoe', [1]],
  ['after:2026-11-11', [4, 2, 1]],
  ['bridge before:2026-11-12', [1, 0]],
  ['after:2026-11-11T12:00:00Z before:2026-11-13', [2, 1]],
  ['after:2030-01-01', []],
  ['bridge after:2026-11-11 after:2026-11-12', [2]],
  ['NEAR(bridge route, 2)', [0]],
  ['NEAR(bridge route, 1)', []],
  ['bridge NEAR/2 route', [0]],
  ['“bridge inspection”', [0]],
  ['unit:ops NOT has:removed-words', [0]],
  ['has:flag', [2]],
  ['redacted:us_ssn', [2]],
  ['redacted:person_name bridge', [2]],
  ['redacted:iban_code', []],
  ['hold:any', [4]],
  ['hold:h2', [4]],
  ['hold:none', [2, 1, 0]],
  ['label:privileged', [4]],
  ['reviewed:no series:general bridge', [2, 1, 0]],
  ['NOT (user:jdoe OR café)', []],
  ['agency:DFA bridge', []],
  ['', [4, 2, 1, 0]],
])('%s finds %j within the agency', (query, expected) => {
  expect(found(query)).toEqual(expected)
})

describe('a search by an incident', { tags: ['MS-14', 'MO-48'] }, () => {
  const incidents = { 'INC-1': ['ref0', 'ref2', 'ref3'], 'INC-2': [] }
  const by = (query: string) => ask({ query, agencies: ['MDOT'], limit: 50, incidents }).hits.map(({ index: at }) => at)

  test.each([
    ['incident:INC-1', [2, 0]],
    ['incident:INC-1 inspection NOT deck', [0]],
    ['café OR incident:INC-1', [2, 1, 0]],
    ['NOT incident:INC-1', [4, 1]],
    // Nothing is known of either to whoever asks: the answers are the same.
    ['incident:INC-2', []],
    ['incident:INC-9', []],
    ['NOT incident:INC-2', [4, 2, 1, 0]],
    ['NOT incident:INC-9', [4, 2, 1, 0]],
    ['incident:constructor', []],
  ])('%s finds %j of what the asker may know', (query, expected) => {
    expect(by(query)).toEqual(expected)
  })

  test('is refused where nobody says what the asker may know, and its exchanges are no field', () => {
    expect(() => found('bridge incident:INC-1')).toThrow('incident: can’t be asked here')
    expect(() => found('exchange:ref0')).toThrow('is not a field')
  })
})

test('a reader sees the agencies given and no other, and nothing without one', () => {
  expect(found('bridge', ['DFA'])).toEqual([3])
  expect(found('bridge', ['DFA', 'MDOT'])).toEqual([3, 2, 1, 0])
  expect(found('bridge', [])).toEqual([])
  expect(found('bridge OR agency:DFA', ['MDOT'])).toEqual([2, 1, 0])
})

test('pages follow each other, newest first, without loss', () => {
  const pages: number[][] = []
  let cursor: string | null = null
  do {
    const page: SearchPage = ask({
      query: 'bridge',
      agencies: ['MDOT', 'DFA'],
      limit: 3,
      ...(cursor === null ? {} : { cursor }),
    })
    expect(page.total).toBe(4)
    pages.push(page.hits.map((hit) => hit.index))
    cursor = page.cursor
  } while (cursor !== null)
  expect(pages).toEqual([[3, 2, 1], [0]])
})

test('it says how many records in scope hold removed words, whatever words were asked for', () => {
  const of = (query: string) => ask({ query, agencies: ['MDOT'], limit: 1 }, 9)
  expect(of('nothing').withRemovedWords).toBe(2)
  expect(of('nothing user:jdoe').withRemovedWords).toBe(1)
  expect(of('nothing before:2026-11-11').withRemovedWords).toBe(0)
  expect(of('bridge').lag).toBe(4)
})

test.each([
  '"',
  'a "b',
  '(',
  ')',
  'a )',
  '(a',
  'AND',
  'a AND',
  'OR a',
  'NOT',
  '*',
  'a*',
  '!!!',
  'foo:bar',
  'user:',
  'after:soon',
  '(bridge after:2026-01-01) OR deck',
  'NEAR(bridge)',
  'bridge NEAR',
  'NOT NOT bridge',
  'class:secret',
  'NOT after:2026-01-01',
  'a'.repeat(10_000),
  '('.repeat(500),
])("a malformed query is the asker's to mend: %s", (query) => {
  expect(() => found(query)).toThrow(SearchQueryError)
})

test('no query whatever is a server fault, or sees another agency', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '"',
      '(',
      ')',
      '*',
      ' AND ',
      ' OR ',
      ' NOT ',
      'NEAR(',
      'f:',
      'body :',
      '{f}',
      '^',
      '-',
      '+',
      "'",
      ';',
      '\0',
      'user:',
      'bridge',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        expect(found(pieces.join(''))).not.toContain(3)
      } catch (error) {
        expect(error).toBeInstanceOf(SearchQueryError)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('purged words are in none of the files', () => {
  index.add([document(5, 'xylophone quarterly')], 6)
  expect(index.purge([5], [])).toBe(true)
  expect(found('xylophone')).toEqual([])
  for (const name of ['search.db', 'search.db-wal'])
    expect(readFileSync(join(folder, name)).includes('xylophone')).toBe(false)
})

test('the index of another log is thrown away', () => {
  reader.close()
  index.close()
  index = openSearchIndex(folder, 'log 2')
  reader = openSearchReader(folder)
  expect(index.upTo()).toBe(0)
  expect(found('bridge')).toEqual([])
})

test('words are found where spans say that they stand in the body, and go when the body goes', async () => {
  const data = makeFolder()
  let store = await openStore(data)
  const body = Buffer.from('{"role":"planted","a":"Caf\\u00e9 on","b":" Main St"}')
  const at = (text: string): [number, number] => [body.indexOf(text), body.indexOf(text) + Buffer.byteLength(text)]
  const spans = [[at('"Caf\\u00e9 on"'), at('" Main St"')]]
  const parts = [{ name: 'body', key: 'record', bytes: body } as const]
  await store.append(draft('boot', undefined, { parts, search: { text: '', facets: { user: 'jdoe' }, spans } }))
  const search = async (query: string) => {
    await expect.poll(() => store.health().indexLag, { timeout: 10_000 }).toBe(0)
    return (await store.search({ query, agencies: ['MDOT'], limit: 5 })).hits
  }
  expect(await search('"cafe on main"')).toMatchObject([{ index: 0, facets: { user: 'jdoe' } }])
  expect(await search('planted')).toEqual([])
  expect((await store.entry(0))!.parts['body']).toEqual(body)
  await store.close()
  const db = new DatabaseSync(join(data, 'records.db'))
  db.exec("DELETE FROM part WHERE name = 'body'")
  db.close()
  openSearchIndex(data, 'something else').close()
  store = await openStore(data)
  expect(await search('cafe')).toEqual([])
  expect(await search('type:boot')).toHaveLength(1)
  await store.close()
  dropFolder(data)
})

test('what is appended is found, and the index is built again after it was lost', async () => {
  const data = makeFolder()
  let store = await openStore(data)
  const body = [{ name: 'body', key: 'record', bytes: Buffer.from('culvert survey') } as const]
  await store.append(
    draft('boot', undefined, { parts: body, search: { text: 'culvert survey', facets: { user: 'jdoe' } } }),
  )
  await store.append(draft('boot', undefined, { search: { text: 'only the text', facets: {} } }))
  await store.append(draft('access', undefined, { search: { text: 'culvert secret', facets: {} } }))
  const query = { query: 'culvert', agencies: ['MDOT'], limit: 5 }
  const caughtUp = () => expect.poll(async () => (await store.search(query)).lag, { timeout: 10_000 }).toBe(0)
  await caughtUp()
  const { hits } = await store.search(query)
  expect(hits).toMatchObject([{ index: 0, snippet: 'culvert survey', facets: { user: 'jdoe' } }])
  // Whoever only lists records is given the same ones, without words.
  expect((await store.search({ ...query, snippets: false })).hits).toEqual([{ ...hits[0], snippet: '' }])
  expect((await store.search({ ...query, query: 'text' })).hits).toMatchObject([{ index: 1 }])
  await expect(store.search({ ...query, query: '"' })).rejects.toBeInstanceOf(SearchQueryError)
  await store.close()
  openSearchIndex(data, 'something else').close()
  store = await openStore(data)
  await caughtUp()
  expect((await store.search(query)).total).toBe(1)
  await expect.poll(() => store.health().indexLag, { timeout: 10_000 }).toBe(0)
  await store.close()
  dropFolder(data)
})
