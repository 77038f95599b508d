import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NODE_ENV, NODE_FLAGS } from '#src/node-flags.mjs'
import { openFile } from '#src/productions/search-exports/export-files.ts'
import type { SearchExportRow } from '#src/productions/search-exports/export-row.ts'
import { createKeyRingFile, readKeyRingFile } from '#src/records/key-ring.ts'
import { signingKey } from '#test/support/record-store.ts'
import { searchReach } from '../../src/policy/record-access.ts'
import { expectAtMost } from '../support/at-most.ts'
import { demoPrincipal } from '../support/facts.ts'
import { fillRecords } from '../support/fill-records.ts'
import { loadDemoPolicy } from '../support/policies.ts'
import { dropFolder, makeFolder, openStore } from '../support/record-store.ts'

const FULL = process.env['STATEHOUSE_TEST_FULL'] === '1'
/** A million takes a quarter of an hour on a busy machine: `STATEHOUSE_TEST_EXPORT_ROWS` asks for it. */
const RECORDS = Number(process.env['STATEHOUSE_TEST_EXPORT_ROWS'] ?? (FULL ? 100_000 : 2_000))
const CHUNK = FULL ? 5_000 : 250
const KILLS = 2
/** What an export may take beside what the gateway holds anyway; 57 were measured for 20,000 rows, 168 for a million. */
const MIB_MAX = 200
const QUERY = '(type:prompt OR type:blocked)'

let folder: string
let keyFile: string
beforeAll(async () => {
  folder = makeFolder()
  keyFile = join(folder, 'record-key')
  const recordKey = await createKeyRingFile(keyFile)
  await fillRecords({ folder, recordKey, signingKey, records: RECORDS, days: 150, now: Date.now() - 60_000 })
}, 3_600_000)
afterAll(() => dropFolder(folder))

const start = (): ChildProcess =>
  spawn(
    process.execPath,
    [
      ...NODE_FLAGS,
      join(import.meta.dirname, '../support/search-exporter.ts'),
      ...[folder, keyFile, String(CHUNK), QUERY],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...NODE_ENV } },
  )

interface Told {
  readonly rows?: number
  readonly row?: SearchExportRow
  readonly idle?: number
  readonly mib?: number
  readonly seconds?: number
}

/** Every number of rows that anybody was told, over all processes. */
const told: number[] = []

/** Until so many rows are written; then it is killed. Resolves with what it said last. */
async function runUntil(rows: number): Promise<Told> {
  const child = start()
  const ended = once(child, 'exit')
  let last: Told = {}
  for await (const line of createInterface({ input: child.stdout! })) {
    last = JSON.parse(line) as Told
    if (last.rows !== undefined) told.push(last.rows)
    if ((last.rows ?? 0) >= rows) break
  }
  if (last.row === undefined) child.kill('SIGKILL')
  await ended
  return last
}

async function entriesOf(file: string): Promise<number[]> {
  const found: number[] = []
  const { content } = (await openFile(file, 'rows.jsonl'))!
  for await (const line of createInterface({ input: content }))
    found.push((JSON.parse(line) as { entry: number }).entry)
  return found
}

/** What the search itself shows to the same person, up to where the export was frozen. */
async function searched({ upTo }: SearchExportRow): Promise<number[]> {
  const auditor = demoPrincipal({ subject: 'auditor', roles: ['staff', 'auditor'], unit: 'ITS-AUDIT' })
  const reach = searchReach(loadDemoPolicy(), auditor)!
  const store = await openStore(folder, { recordKey: await readKeyRingFile(keyFile) })
  const found: number[] = []
  while (store.health().indexLag > 0) await new Promise((done) => setTimeout(done, 50))
  for (let cursor: string | null = String(upTo); cursor !== null; ) {
    const page = await store.search({ ...reach, query: QUERY, limit: 500, cursor, total: false })
    found.push(...page.hits.map(({ index }) => index))
    cursor = page.cursor
  }
  await store.close()
  return found
}

test('an export of a search that is killed goes on, has the rows of the search exactly, and takes no more memory for more', {
  tags: ['MS-24', 'MS-13'],
  timeout: 3_600_000,
}, async () => {
  for (let kill = 1; kill <= KILLS; kill++) {
    const { row } = await runUntil(Math.floor((kill * RECORDS) / (KILLS + 2)))
    expect(row).toBeUndefined()
  }
  const { row, idle, mib, seconds } = await runUntil(Number.MAX_SAFE_INTEGER)
  expect(row).toMatchObject({ status: 'done' })
  if (FULL) console.info(JSON.stringify({ rows: row!.rows, idle, mib, seconds }))
  expect(told).toEqual(told.toSorted((a, b) => a - b))

  const files = join(folder, 'search-exports', row!.id)
  const exported = await entriesOf(files)
  expect(exported.length).toBe(row!.rows)
  expect(exported.length).toBe(row!.found)
  expect(exported.length).toBeGreaterThan(RECORDS / 2)
  // Compared as one text: a list of a million differences helps nobody.
  expect(exported.join() === (await searched(row!)).join()).toBe(true)

  // Not a word of what was said is in any of it.
  for (const name of await readdir(files))
    for await (const line of createInterface({ input: createReadStream(join(files, name)) }))
      if (/Here is what was asked|bridge inspection|levee/.test(line)) expect.fail(`${name} holds content`)
  expectAtMost(MIB_MAX, mib! - idle!)
})
