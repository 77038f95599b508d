import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { openSearchIndex, type SearchDocument } from '#src/records/sqlite/search-index.ts'
import { openSearchReader, type ScopedQuery, type SearchReader } from '#src/records/sqlite/search-reader.ts'
import { openSqliteRecordStore } from '#src/records/sqlite/sqlite-record-store.ts'
import { createRandom, type Random } from '../redaction/random.ts'

export interface SearchFigures {
  readonly records: number
  readonly indexedPerSecond: number
  readonly bytesPerRecord: number
  /** 95th percentile, milliseconds, by kind of query. */
  readonly p95: Readonly<Record<SearchKind, number>>
  /** From the last byte of an answer until a search finds it, milliseconds. */
  readonly searchableMs: number
}

export type SearchKind = 'terms' | 'facets' | 'phrase' | 'prefix' | 'near' | 'count'

const BATCH = 2_000
const WORDS = 40_000
const USERS = 2_000
const UNITS = 40
const QUERIES = 60
const START = Date.UTC(2020, 0, 1)
/** Milliseconds between records, so that whatever their number they span six years. */
const SPAN = 6 * 365 * 86_400_000

/** Made-up records in the index itself, words by how often they are used; queries of common and middling words. */
export async function measureSearch(folder: string, records: number): Promise<SearchFigures> {
  const dataFolder = join(folder, 'search')
  const random = createRandom(17)
  mkdirSync(dataFolder, { recursive: true })
  const index = openSearchIndex(dataFolder, 'bench')
  const began = performance.now()
  for (let at = 0; at < records; at += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, records - at) }, (_, i) => document(at + i, records, random))
    index.add(batch, at + batch.length)
  }
  const seconds = (performance.now() - began) / 1_000
  index.close()
  const reader = openSearchReader(dataFolder)
  const p95 = Object.fromEntries(
    Object.entries(QUERIES_OF).map(([kind, query]) => [
      kind,
      percentile(reader, records, () => query(random, records)),
    ]),
  ) as Record<SearchKind, number>
  reader.close()
  const bytes = statSync(join(dataFolder, 'search.db')).size
  rmSync(dataFolder, { recursive: true })
  return {
    records,
    indexedPerSecond: records / seconds,
    bytesPerRecord: bytes / records,
    p95,
    searchableMs: await measureSearchable(dataFolder),
  }
}

const QUERIES_OF: Readonly<
  Record<SearchKind, (random: Random, records: number) => Partial<ScopedQuery> & { query: string }>
> = {
  terms: (random) => ({ query: `${word(random)} ${word(random)}`, total: false }),
  facets: (random) => {
    const year = 2020 + random.below(5)
    const scope = `user:u${random.below(USERS)} unit:unit${random.below(UNITS)}`
    return { query: `${word(random)} ${scope} after:${year}-01-01 before:${year + 1}-01-01`, total: false }
  },
  phrase: (random) => ({ query: `"${word(random)} ${word(random)}"`, total: false }),
  // A beginning that eleven words have, as `inspect*` does.
  prefix: (random) => ({ query: `w${random.below(3_000) + 1_000}*`, total: false }),
  near: (random) => ({ query: `NEAR(${word(random)} ${word(random)}, 5)`, total: false }),
  count: (random) => ({ query: `${word(random)} OR ${word(random)}` }),
}

function percentile(reader: SearchReader, size: number, query: () => Partial<ScopedQuery> & { query: string }): number {
  const times = Array.from({ length: QUERIES }, () => {
    const asked = query()
    const start = performance.now()
    reader.query({ agencies: ['MDOT'], limit: 50, ...asked }, size, () => false)
    return performance.now() - start
  })
  return times.toSorted((a, b) => a - b)[Math.ceil(QUERIES * 0.95) - 1]!
}

function word(random: Random): string {
  // The power of three of the list: a few hundred words make most of a text.
  return `w${Math.floor((random.below(1_000_000) / 1_000_000) ** 3 * WORDS)}`
}

function document(index: number, records: number, random: Random): SearchDocument {
  const words = Array.from({ length: 60 }, () => word(random))
  return {
    index,
    id: `019b0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    ref: `019c0000-0000-7000-8000-${String(index >> 1).padStart(12, '0')}`,
    time: new Date(START + Math.floor((index / records) * SPAN)).toISOString(),
    type: index % 2 === 0 ? 'prompt' : 'response',
    agency: random.chance(0.9) ? 'MDOT' : 'DFA',
    series: 'general',
    prompt: index % 2 === 0 ? null : index - 1,
    texts: [words.join(' ')],
    facets: {
      user: `u${random.below(USERS)}`,
      unit: `unit${random.below(UNITS)}`,
      client: 'chat',
      system: `system${random.below(5)}`,
      model: 'm',
      purpose: 'draft-internal',
      decision: 'allow',
      class: 'internal',
      has: random.chance(0.2) ? 'removed-words' : '',
    },
  }
}

/** Through the whole store: record, thread, index, query. */
async function measureSearchable(folder: string): Promise<number> {
  const origin = 'bench.example/search'
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  const signingKey = signingKeyFromSeed(origin, Buffer.alloc(32, 9))
  const recordKey = createKeyRing()
  const store = await openSqliteRecordStore({ folder, origin, instance: 'bench', recordKey, signingKey, clock, ids })
  const own = { agency: 'MDOT', series: 'bench', policy: 'bench', meta: {}, parts: [] }
  const append = (text: string) =>
    store.append({ ...own, id: ids.entryId(), type: 'boot', search: { text, facets: { unit: 'a' } } })
  const found = async (query: string): Promise<void> => {
    while ((await store.search({ query, agencies: ['MDOT'], limit: 1 })).total === 0) await setTimeout(5)
  }
  await append('first')
  await found('first')
  const times: number[] = []
  for (let at = 0; at < 10; at++) {
    await append(`last${at}`)
    const start = performance.now()
    await found(`last${at}`)
    times.push(performance.now() - start)
  }
  await store.close()
  rmSync(folder, { recursive: true })
  return Math.max(...times)
}
