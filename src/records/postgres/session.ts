import type pg from 'pg'
import { parseCheckpointText } from '../../core/checkpoint.ts'
import { parseSignedNote } from '../../core/signed-note.ts'
import { type Tree, TreeMoved } from '../commit/tree.ts'
import { assertDurable } from './assert-durable.ts'
import { assertKeys } from './assert-keys.ts'
import { connect } from './connect.ts'
import { readTree, TREE_ROW, toTreeRow } from './current-tree.ts'
import { leaseInstance } from './instance-lease.ts'
import { migrate } from './migrate.ts'
import { readOpenExchanges } from './open-exchanges.ts'
import { monthOf } from './write-batch.ts'
import type { WriterSettings } from './writer-settings.ts'

/** What the writer knows while its connection lasts. Values are replaced when a batch is durable, never before. */
export interface Session {
  readonly client: pg.Client
  /** Last sequence number of this instance. */
  iseq: number
  tree: Tree
  /** Exchanges of this instance without an end, by the index of their prompt, oldest first. */
  readonly open: Map<string, number>
  /** Months that have a partition. */
  readonly months: Set<string>
}

/**
 * Connects, brings the schema up to date, asserts what durability rests on, takes the instance's name and reads the tree.
 * Throws {@link TreeMoved} when the log is behind or beside what was signed, `InstanceTaken` when the name is in use.
 */
export async function openSession(settings: WriterSettings): Promise<Session> {
  const { databaseUrl, instance } = settings
  await prepareSchema(databaseUrl)
  const client = await connect(databaseUrl)
  try {
    await assertDurable(client)
    await leaseInstance(client, instance)
    const row = toTreeRow((await client.query(TREE_ROW)).rows[0])
    const tree = await readTree(client, row)
    await assertNotBehind(client, tree, settings.origin)
    await assertKeys(client, settings)
    const sequence = await client.query('SELECT iseq FROM instance WHERE name = $1', [instance])
    const months = new Set<string>()
    for (const month of comingMonths(tree.lastTime)) {
      await client.query('SELECT ensure_month($1)', [month])
      months.add(month)
    }
    // A segment that came after its exchange had ended belongs to nothing.
    await client.query('DELETE FROM spool WHERE ref IN (SELECT ref FROM log_entry WHERE terminal)')
    const open = await readOpenExchanges(client, instance)
    return { client, tree, iseq: Number(sequence.rows[0]?.iseq ?? 0), open, months }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

async function prepareSchema(url: string): Promise<void> {
  const client = await connect(url, null)
  try {
    await migrate(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The months of now and of what comes soon, so that no batch waits for a partition when a month begins. */
function comingMonths(lastTime: string): string[] {
  const now = new Date()
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1))
  const times = [now.toISOString(), next.toISOString(), ...(lastTime === '' ? [] : [lastTime])]
  return [...new Set(times.map(monthOf))]
}

/** The tree must reach, and be, what was signed: else an older copy was put back. */
export async function assertNotBehind(client: pg.ClientBase, tree: Tree, origin: string): Promise<void> {
  const { rows } = await client.query('SELECT note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1')
  if (rows.length === 0) return
  const signed = parseCheckpointText(parseSignedNote(rows[0].note).text)
  const { size } = tree.frontier
  if (signed.origin !== origin) throw new TreeMoved(`the log is ${signed.origin}, not ${origin}`)
  if (signed.size > size) throw new TreeMoved(`the tree shrank from ${signed.size} to ${size} entries`)
  if (signed.size === size && !signed.root.equals(tree.root))
    throw new TreeMoved(`a checkpoint of ${size} entries has another root than the tree`)
}
