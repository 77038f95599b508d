import type pg from 'pg'
import { frontierBytes } from '../commit/tree.ts'
import type { StoredPassage } from '../passages/stored-passage.ts'
import { createLogCopy, type LogCopy } from '../sqlite/log-copy.ts'
import { connect } from './connect.ts'
import { readTree, TREE_ROW, toTreeRow } from './current-tree.ts'

/** Rows read at a time. */
const CHUNK = 1_024

/**
 * Copies the log of a database, as one snapshot shows it, to a folder like the embedded store's: what verifies, proves or
 * explains over a data folder works on it. Contents stay sealed. Rejects when the tree's own row can't be made out.
 */
export async function copyLog(databaseUrl: string, folder: string): Promise<void> {
  const client = await connect(databaseUrl)
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await copyLogBy(client, folder)
    await client.query('COMMIT')
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The same as the transaction sees it that a connection is in. */
export async function copyLogBy(client: pg.Client, folder: string): Promise<void> {
  const copy = createLogCopy(folder)
  await copyEntries(client, copy)
  await copyParts(client, copy)
  await copyPassages(client, copy)
  await copyRest(client, copy)
  copy.finish()
}

async function copyEntries(client: pg.Client, copy: LogCopy): Promise<void> {
  const select =
    'SELECT idx, id, type, ref, terminal, time, entry, leaf FROM log_entry WHERE idx > $1 ORDER BY idx LIMIT $2'
  for (let last = -1; ; ) {
    const { rows } = await client.query(select, [last, CHUNK])
    for (const { idx, terminal, ...row } of rows)
      copy.entry({ ...row, index: Number(idx), isTerminal: terminal } as Parameters<LogCopy['entry']>[0])
    if (rows.length < CHUNK) return
    last = Number(rows.at(-1).idx)
  }
}

async function copyParts(client: pg.Client, copy: LogCopy): Promise<void> {
  const select = `SELECT month::text, part.entry, pos, idx, name, kek, feed, seal, ciphertext, beginning, ending
    FROM (SELECT * FROM part WHERE (month, entry, pos) > ($1::date, $2::text, $3::int) ORDER BY month, entry, pos LIMIT $4) AS part
    LEFT JOIN log_entry ON log_entry.id = part.entry ORDER BY month, part.entry, pos`
  let last: readonly [string, string, number] = ['-infinity', '', -1]
  for (;;) {
    const { rows } = await client.query(select, [...last, CHUNK])
    for (const { idx, ...row } of rows)
      if (idx !== null) copy.part({ ...row, index: Number(idx) } as Parameters<LogCopy['part']>[0])
    if (rows.length < CHUNK) return
    const { month, entry, pos } = rows.at(-1)
    last = [month, entry, pos]
  }
}

async function copyPassages(client: pg.Client, copy: LogCopy): Promise<void> {
  const select = `SELECT p.id, p.parent, pos, idx, kek, seal, ciphertext
    FROM (SELECT * FROM passage WHERE id > $1 ORDER BY id LIMIT $2) AS p JOIN log_entry ON log_entry.id = p.entry ORDER BY p.id`
  for (let last = Buffer.alloc(0); ; ) {
    const { rows } = await client.query(select, [last, CHUNK])
    for (const { idx, pos, ...row } of rows) copy.passage(Number(idx), pos, row as StoredPassage)
    if (rows.length < CHUNK) return
    last = rows.at(-1).id
  }
}

async function copyRest(client: pg.Client, copy: LogCopy): Promise<void> {
  const all = async (sql: string) => (await client.query(sql)).rows
  for (const { level, idx, hashes, root } of await all('SELECT * FROM tile ORDER BY level, idx'))
    copy.tile(level, Number(idx), hashes, root)
  for (const { size, at, note } of await all('SELECT * FROM checkpoint'))
    copy.checkpoint(Number(size), Number(at), note)
  for (const { name, iseq } of await all('SELECT name, iseq FROM instance')) copy.sequence(name, Number(iseq))
  for (const { kind, key, value } of await all('SELECT kind, key, value FROM state WHERE value IS NOT NULL'))
    copy.state(kind, key, value)
  const row = toTreeRow((await client.query(TREE_ROW)).rows[0])
  // What the tiles give; where they don't give the stored root, the verifier is to say so, and finds it from the entries.
  const frontier = await readTree(client, row).then(frontierBytes, () => Buffer.alloc(0))
  copy.tree(row.size, frontier, row.root, row.lastTime)
}
