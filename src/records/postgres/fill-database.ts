import type pg from 'pg'
import { parseEntry } from '../../core/entry.ts'
import type { LogSource, RawEntry } from '../log-source.ts'
import { connect } from './connect.ts'
import { copyLogBy } from './copy-log.ts'
import { TREE_ROW, toTreeRow } from './current-tree.ts'
import { migrate } from './migrate.ts'
import { writePassages } from './passages.ts'
import { monthOf, writeParts } from './write-batch.ts'

/** Entries written at a time. */
const CHUNK = 512

/**
 * Writes a whole log into a database that holds none, in one transaction. Before that ends, what the database now holds is
 * copied to the new folder `copy`, and `isProved` is asked; when it says no, or throws, the database is as it was. `progress`
 * is awaited now and then.
 */
export async function fillDatabase(
  databaseUrl: string,
  source: LogSource,
  copy: string,
  isProved: () => boolean,
  progress: (done: number) => Promise<void>,
): Promise<void> {
  await assertEmpty(databaseUrl)
  const client = await connect(databaseUrl)
  try {
    // Proving takes as long as it takes, and meanwhile no gateway may begin another log here.
    await client.query('SET idle_in_transaction_session_timeout = 0; BEGIN')
    const { size } = toTreeRow((await client.query(`${TREE_ROW} FOR UPDATE`)).rows[0])
    if (size > 0) throw new HoldsRecords()
    await writeEntries(client, source, progress)
    await writeRest(client, source)
    await copyLogBy(client, copy)
    await client.query(isProved() ? 'COMMIT' : 'ROLLBACK')
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Brings the schema up to date, as a gateway’s first start does; throws when there is a log. */
export async function assertEmpty(databaseUrl: string): Promise<void> {
  const client = await connect(databaseUrl, null)
  try {
    await migrate(client)
    if (toTreeRow((await client.query(TREE_ROW)).rows[0]).size > 0) throw new HoldsRecords()
  } finally {
    await client.end().catch(() => undefined)
  }
}

class HoldsRecords extends Error {
  override readonly name = 'HoldsRecords'
  constructor() {
    super('the database holds records already')
  }
}

const ENTRIES = `
INSERT INTO log_entry (idx, id, type, ref, terminal, time, inst, entry, leaf)
SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::bytea[], $9::bytea[])`

async function writeEntries(client: pg.Client, source: LogSource, progress: (done: number) => Promise<void>) {
  let chunk: RawEntry[] = []
  let done = 0
  for (const entry of source.entries(0, true)) {
    if (chunk.push(entry) < CHUNK) continue
    await writeChunk(client, chunk)
    done += chunk.length
    chunk = []
    await progress(done)
  }
  if (chunk.length > 0) await writeChunk(client, chunk)
}

async function writeChunk(client: pg.Client, chunk: readonly RawEntry[]): Promise<void> {
  await client.query(ENTRIES, [
    chunk.map(({ index }) => index),
    chunk.map(({ id }) => id),
    chunk.map(({ type }) => type),
    chunk.map(({ ref }) => ref),
    chunk.map(({ isTerminal }) => isTerminal),
    chunk.map(({ time }) => time),
    chunk.map(({ entry }) => parseEntry(entry).inst ?? ''),
    chunk.map(({ entry }) => entry),
    chunk.map(({ leaf }) => leaf),
  ])
  const came = chunk.flatMap(({ id, passages }) => passages.map((passage, pos) => ({ ...passage, entry: id, pos })))
  await writePassages(client, { fresh: came, needed: [] })
  for (const [month, entries] of Map.groupBy(chunk, ({ time }) => monthOf(time))) {
    await client.query('SELECT ensure_month($1)', [month])
    await writeParts(client, month, entries)
  }
}

async function writeRest(client: pg.Client, source: LogSource): Promise<void> {
  for (const [level, count] of source.fullTiles())
    for (let index = 0; index < count; index++) {
      const tile = source.fullTile(level, index)
      if (tile !== null)
        await client.query('INSERT INTO tile VALUES ($1, $2, $3, $4)', [level, index, tile.hashes, tile.root])
    }
  let at = 0
  for (const { size, note } of source.checkpoints(0))
    await client.query('INSERT INTO checkpoint VALUES ($1, $2, $3)', [size, at++, note])
  // No exchange is known to have ended: whoever starts looks at them all.
  for (const [name, iseq] of source.sequences())
    await client.query('INSERT INTO instance VALUES ($1, $2, 0)', [name, iseq])
  const { frontier, root } = source.tree()
  const rows = source.state()
  await client.query('INSERT INTO state SELECT *, $4::bigint FROM unnest($1::text[], $2::text[], $3::text[])', [
    rows.map(({ kind }) => kind),
    rows.map(({ key }) => key),
    rows.map(({ value }) => JSON.stringify(value)),
    Math.max(0, frontier.size - 1),
  ])
  await client.query(
    `UPDATE tree_state SET size = $1, root = $2,
     last_time = coalesce((SELECT time FROM log_entry ORDER BY idx DESC LIMIT 1), '')`,
    [frontier.size, root],
  )
}
