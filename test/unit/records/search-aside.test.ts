import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSearchIndex } from '#src/records/sqlite/search-index.ts'
import { openSearchQueries } from '#src/records/sqlite/search-queries.ts'

const DOCUMENTS = 6_000
const START = Date.UTC(2026, 0, 1)
const folder = mkdtempSync(join(tmpdir(), 'statehouse-aside-'))

beforeAll(() => {
  const index = openSearchIndex(folder, 'test')
  const documents = Array.from({ length: DOCUMENTS }, (_, at) => ({
    index: at,
    id: `019b0000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    ref: `019c0000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    time: new Date(START + at * 60_000).toISOString(),
    type: 'prompt',
    agency: 'MDOT',
    series: 'general',
    prompt: null,
    texts: ['bridge deck'],
    facets: { unit: 'a', decision: 'allow' },
  }))
  index.add(documents, DOCUMENTS)
  index.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** More spans than are counted at once, each three times over: without end, for all that a test waits. */
const slots = Array.from({ length: 20_000 }, (_, at) => ({
  from: new Date(START + (at % 400) * 60_000).toISOString(),
  to: new Date(START + DOCUMENTS * 60_000).toISOString(),
}))
const endless = { query: 'bridge OR deck', agencies: ['MDOT'], limit: 1, slots }
// Its numbers are remembered, unless something is left out.
const uncounted = { ...endless, except: [0] }
const short = { query: 'unit:a', agencies: ['MDOT'], limit: 1 }

test('a search whose asker waits keeps nobody else waiting, and ends in its thread when they stop it', async () => {
  const queries = openSearchQueries(folder, undefined, 0)
  const stops = [new AbortController(), new AbortController()]
  const ended: string[] = []
  const long = stops.map(({ signal }, at) =>
    queries.ask(uncounted, DOCUMENTS, { signal, patience: 600_000 }).catch((error: Error) => {
      ended.push(`${at}: ${error.message}`)
    }),
  )
  // Both of them go on beside the third.
  expect((await queries.ask(short, DOCUMENTS, {})).total).toBe(DOCUMENTS)
  expect(ended).toEqual([])
  for (const stop of stops) stop.abort()
  await Promise.all(long)
  expect(ended.toSorted()).toEqual(['0: the asker left', '1: the asker left'])
  expect((await queries.ask(short, DOCUMENTS, {})).total).toBe(DOCUMENTS)
  await queries.close()
})

test('searches that are under way aside end when the index is closed', async () => {
  const queries = openSearchQueries(folder, undefined, 0)
  const long = queries.ask(uncounted, DOCUMENTS, { patience: 600_000 })
  const outcome = expect(long).rejects.toThrow('closed')
  await queries.ask(short, DOCUMENTS, {})
  await queries.close()
  await outcome
})

test('a third long search doesn’t keep the others from the index: it is given up as too slow', async () => {
  const queries = openSearchQueries(folder, undefined, 0)
  const long = [0, 1].map(() => queries.ask(uncounted, DOCUMENTS, { patience: 600_000 }))
  const outcomes = Promise.allSettled(long)
  const third = queries.ask(uncounted, DOCUMENTS, { patience: 600_000 })
  await expect(third).rejects.toThrow('takes too long while others do')
  expect((await queries.ask(short, DOCUMENTS, {})).total).toBe(DOCUMENTS)
  await queries.close()
  await outcomes
})
