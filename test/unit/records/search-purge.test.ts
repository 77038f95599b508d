import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HELD, type HeldRows } from '#src/core/destruction.ts'
import type { SearchPage } from '#src/core/ports.ts'
import { RECORD_MARK, type RecordMark } from '#src/core/record-mark.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { PARTS_MAX } from '#src/records/sqlite/commit-batch.ts'
import { expectAtMost } from '#test/support/at-most.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from '#test/support/record-store.ts'

let folder: string
let store: GatewayStore

beforeEach(async () => {
  folder = makeFolder()
  store = await openStore(folder)
})
afterEach(async () => {
  await store.close()
  dropFolder(folder)
})

const caughtUp = () => expect.poll(() => store.health().indexLag, { timeout: 20_000 }).toBe(0)
const search = (query: string): Promise<SearchPage> =>
  store.search({ query, agencies: ['MDOT'], limit: 500, countBy: ['unit', 'type', 'label'] })

/** A turn of a conversation: all that was said before, and what is said now. */
function turn(said: string[], now: string, answer: string): Promise<unknown>[] {
  const ref = ids.exchangeId()
  const facets = { user: 'jdoe', client: 'chat', unit: 'OPS', has: 'removed-words' }
  const texts = [...said, now]
  const bytes = Buffer.from(JSON.stringify(texts))
  let at = 0
  const spans = texts.map((text) => {
    const start = bytes.indexOf(JSON.stringify(text), at)
    at = start + Buffer.byteLength(JSON.stringify(text))
    return [[start, at]] as [number, number][]
  })
  said.push(now, answer)
  return [
    store.append(
      draft('prompt', ref, { parts: [{ name: 'body', key: 'record', bytes }], search: { text: '', spans, facets } }),
    ),
    store.append(draft('response', ref, { search: { text: answer, facets } })),
  ]
}

const MARKERS = Array.from({ length: 200 }, (_, at) => `zyzzyva${at.toString(36)}q`)

function planted(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return bytes.includes('zyzzyva')
    })
}

test('after a purge no planted word is in any file, and what other records say is found there', {
  tags: ['MS-64', 'MO-28'],
}, async () => {
  const said: string[] = []
  await Promise.all(turn(said, 'Where is the culvert?', 'Under the road.'))
  await Promise.all(turn(said, 'Who built it?', 'A contractor.'))
  await Promise.all(MARKERS.flatMap((marker) => turn([], `note ${marker}`, `about ${marker}`)))
  await caughtUp()
  expect((await search('zyzzyva*')).total).toBe(400)
  const gone = [0, 1, ...Array.from({ length: 400 }, (_, at) => at + 4)]
  const db = new DatabaseSync(join(folder, 'records.db'), { timeout: 20_000 })
  for (const index of gone)
    db.exec(`DELETE FROM part WHERE key >= ${index * PARTS_MAX} AND key < ${(index + 1) * PARTS_MAX}`)
  db.close()
  await store.purgeSearch(gone)
  expect(planted()).toEqual([])
  expect((await search('zyzzyva*')).total).toBe(0)
  expect((await search('culvert')).hits.map(({ index }) => index)).toEqual([2])
  await store.close()
  expect(planted()).toEqual([])
  store = await openStore(folder)
})

test('an index that is built anew answers as the old one did, marks included', async () => {
  const said: string[] = []
  for (let at = 0; at < 30; at++) await Promise.all(turn(said, `question ${at}`, `answer ${at}`))
  const marked = (await store.entry(20))!.ref!
  const mark: RecordMark = { labels: ['privileged'], reviewed: true, at: 1 }
  await store.append(draft('review', undefined, { state: [{ kind: RECORD_MARK, key: marked, value: mark }] }))
  const held: HeldRows = { hold: '2026-14', ranges: [[18, 23]] }
  const silent: HeldRows = { hold: 'secret', ranges: [[0, 59]], isSilent: true }
  const over: HeldRows = { hold: 'over', ranges: [[0, 59]] }
  for (const value of [held, silent, over])
    await store.append(draft('hold', undefined, { state: [{ kind: HELD, key: `${value.hold}#0`, value }] }))
  await caughtUp()
  expect((await search('hold:over')).total).toBe(60)
  const release = { meta: { held: [over] }, state: [{ kind: HELD, key: 'over#0', value: null }] }
  await store.append(draft('hold_release', undefined, release))
  await caughtUp()
  const queries = [
    '',
    'question',
    '"answer 7"',
    'label:privileged',
    'hold:2026-14',
    'hold:secret',
    'hold:over',
    'reviewed:yes',
    'NOT answer',
    'quest*',
  ]
  const before = await Promise.all(queries.map(search))
  expect(before[3]!.hits.map(({ ref }) => ref)).toEqual([marked, marked])
  expect(before[1]!.total).toBe(30)
  expect(before[4]!.hits.map(({ index }) => index)).toEqual([23, 22, 21, 20, 19, 18])
  // A hold that few know of is in no index, and one that was released no longer.
  expect([before[5]!.total, before[6]!.total]).toEqual([0, 0])
  await store.close()
  for (const name of readdirSync(folder)) if (name.startsWith('search.db')) rmSync(join(folder, name))
  store = await openStore(folder)
  await caughtUp()
  expect(await Promise.all(queries.map(search))).toEqual(before)
})

test('a search whose asker leaves is given up, waiting or under way, and the next is answered', async () => {
  await Promise.all(MARKERS.flatMap((marker) => turn([], `note ${marker}`, 'noted')))
  await caughtUp()
  const left = new AbortController()
  const many = Array.from({ length: 20 }, () =>
    store.search({ query: 'note OR noted', agencies: ['MDOT'], limit: 500, signal: left.signal }),
  )
  left.abort()
  const outcomes = await Promise.allSettled(many)
  expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(18)
  expect((await search('note')).total).toBe(200)
})

test('hostile queries are answered or refused, none after five seconds, and none takes the index down', async () => {
  await Promise.all(turn([], 'bridge', 'deck'))
  await caughtUp()
  const hostile = [
    '"',
    '*',
    'a'.repeat(10_240),
    '('.repeat(2_000),
    `${'aa* OR '.repeat(8)}bb`,
    'NEAR('.repeat(300),
    '\0"\0',
    'a NOT a NOT a',
  ]
  const began = performance.now()
  const outcomes = await Promise.allSettled(hostile.map((query) => search(query)))
  expectAtMost(5_000, performance.now() - began)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'SearchQueryError' })
  expect((await search('bridge')).total).toBe(1)
})
