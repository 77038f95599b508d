import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import type { KeyRing } from '../key-ring.ts'
import { readDocuments } from '../search/read-documents.ts'
import type { Fault } from '../verify-report.ts'
import { openToRead } from './open-database.ts'
import { createFeedSource } from './search-feed.ts'
import { openSearchIndex } from './search-index.ts'

/** Entries indexed at a time. */
const STEP = 512

/** What is compared, with the column that names the entry. */
const TABLES = [
  { name: 'facts', key: 'idx' },
  { name: 'words', key: 'rowid' },
] as const

/**
 * Holds the search index against one that is built anew from the log: what an auditor finds, and what he doesn’t, must
 * follow from the records. Looks as far as the index has come. The new one lies in the data folder while it is compared,
 * since it is clear text. Needs as long as building an index does.
 */
export async function checkSearchIndex(
  folder: string,
  ring: KeyRing,
  progress: (done: number, of: number) => void,
): Promise<readonly Fault[]> {
  if (!existsSync(join(folder, 'search.db'))) return []
  const beside = join(folder, 'checking-index')
  await rm(beside, { recursive: true, force: true })
  await mkdir(join(beside, 'new'), { recursive: true, mode: 0o700 })
  try {
    const live = new DatabaseSync(join(folder, 'search.db'), { readOnly: true })
    // As it is at one moment; checking its inner structure writes.
    await backup(live, join(beside, 'search.db'))
    live.close()
    return await compare(folder, beside, ring, progress)
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}

async function compare(
  folder: string,
  beside: string,
  ring: KeyRing,
  progress: (done: number, of: number) => void,
): Promise<readonly Fault[]> {
  const kept = new DatabaseSync(join(beside, 'search.db'))
  const log = openToRead(folder)
  try {
    const { up_to: upTo } = kept.prepare('SELECT up_to FROM progress').get() as { up_to: number }
    const feed = readDocuments(createFeedSource(log), ring)
    const index = openSearchIndex(join(beside, 'new'), await feed.logId())
    for (let from = 0; from < upTo; from += STEP) {
      const to = Math.min(upTo, from + STEP)
      for await (const documents of feed.changed(from, to)) index.add(documents, from)
      index.add(await feed.documents(from, to), to)
      progress(to, upTo)
      await setImmediate()
    }
    index.close()
    const built = new DatabaseSync(join(beside, 'new', 'search.db'), { readOnly: true })
    try {
      const faults = TABLES.flatMap(({ name, key }) => differences(kept, built, name, key))
      return [...faults, ...structureFaults(kept)]
    } finally {
      built.close()
    }
  } finally {
    log.close()
    kept.close()
  }
}

type Row = Readonly<Record<string, unknown>>

/** Both in order of the entry, side by side. */
function differences(kept: DatabaseSync, built: DatabaseSync, table: string, key: string): Fault[] {
  const rowsOf = (db: DatabaseSync) =>
    db.prepare(`SELECT ${key} AS entry, * FROM ${table} ORDER BY ${key}`).iterate() as IterableIterator<Row>
  const recordOf = built.prepare('SELECT id FROM facts WHERE idx = ?')
  const faults: Fault[] = []
  const say = (index: number, message: string): void => {
    const record = (recordOf.get(index) as { id: string } | undefined)?.id ?? null
    faults.push({ kind: 'index', index, record, message: `${table} of the search index: ${message}` })
  }
  const [mine, fresh] = [rowsOf(kept), rowsOf(built)]
  let one = mine.next()
  let other = fresh.next()
  while (!one.done || !other.done) {
    const has = one.done ? Infinity : (one.value['entry'] as number)
    const wants = other.done ? Infinity : (other.value['entry'] as number)
    if (has < wants) say(has, 'it has what the log doesn’t')
    else if (wants < has) say(wants, 'it lacks what the log has')
    else if (text(one.value) !== text(other.value)) say(has, 'it says something else than the log')
    if (has <= wants) one = mine.next()
    if (wants <= has) other = fresh.next()
  }
  return faults
}

function text(row: Row): string {
  return JSON.stringify(Object.values(row).map((value) => (value instanceof Uint8Array ? [...value] : value)))
}

/** Whether the words that are looked up are those of the texts that are kept. */
function structureFaults(kept: DatabaseSync): Fault[] {
  try {
    kept.exec("INSERT INTO words (words) VALUES ('integrity-check')")
    return []
  } catch {
    const message = 'words of the search index: what is looked up is not what the texts say'
    return [{ kind: 'index', index: null, record: null, message }]
  }
}
