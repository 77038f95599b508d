import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { matchesText } from '#src/records/search/match-text.ts'
import { nameVariants } from '#src/records/search/name-variants.ts'
import { originalTexts } from '#src/records/search/original-texts.ts'
import { parseQuery } from '#src/records/search/parse-query.ts'
import { SearchQueryError } from '#src/records/search/query-error.ts'
import { textWords } from '#src/records/search/text-words.ts'
import { openSearchIndex, type SearchIndex } from '#src/records/sqlite/search-index.ts'
import { openSearchReader, type SearchReader } from '#src/records/sqlite/search-reader.ts'
import { dropFolder, makeFolder } from '#test/support/record-store.ts'

let folder: string
let index: SearchIndex
let reader: SearchReader
beforeAll(() => {
  folder = makeFolder()
  index = openSearchIndex(folder, 'log')
  reader = openSearchReader(folder)
})
afterAll(() => {
  reader.close()
  index.close()
  dropFolder(folder)
})

const word = fc.constantFrom('aa', 'ab', 'ba', 'Bé', 'cc')
const leaf = fc.oneof(
  word,
  fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`),
  word.map((one) => `${one}*`),
  fc.tuple(word, word, fc.integer({ min: 1, max: 4 })).map(([a, b, n]) => `NEAR(${a} ${b}, ${n})`),
)
const query = fc.oneof(
  leaf,
  fc.tuple(leaf, fc.constantFrom(' ', ' OR ', ' NOT '), leaf).map((parts) => parts.join('')),
)

test('a scan finds in a text exactly what the index finds in it', () => {
  let at = 0
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), query, (words, asked) => {
      const text = words.join(' ')
      const more = {
        time: '2026-01-01T00:00:00.000Z',
        type: 'boot',
        agency: 'A',
        series: 's',
        prompt: null,
        facets: {},
      }
      index.add([{ index: at, id: `i${at}`, ref: null, texts: [text], ...more }], ++at)
      const page = reader.query({ query: asked, agencies: null, limit: 1 }, at, () => false)
      expect(matchesText(parseQuery(asked), textWords(text)), `${asked} in ${text}`).toBe(
        page.hits[0]?.index === at - 1,
      )
    }),
    { numRuns: 600 },
  )
})

test.each([
  ['Ana Reyes', true],
  ['REYES, Ana', true],
  ['Ana María Reyes', true],
  ['A. Reyes', true],
  ['Reyes A', true],
  ['Ana asked whether anybody had seen Reyes', false],
  ['Anabel Reyes', false],
])('%s is a way to write Ana Reyés: %s', (text, expected) => {
  expect(matchesText(nameVariants('Ana Reyés'), textWords(text))).toBe(expected)
})

test('one word is no name', () => {
  expect(() => nameVariants('Reyes')).toThrow(SearchQueryError)
})

test('words that a stream split are one again, and escapes are read', () => {
  const events = ['cul', 'vert'].map((content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
  expect(originalTexts(Buffer.from(`${events.join('')}data: [DONE]\n\n`))).toContain('culvert')
  expect(originalTexts(Buffer.from('{"a":["Caf\\u00e9",1182]}'))).toEqual(['Café', '1182'])
  expect(originalTexts(Buffer.from('plain words'))).toEqual(['plain words'])
})
