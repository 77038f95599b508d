import type pg from 'pg'
import { assertOurKeys, type KeySamples } from '../commit/other-keys.ts'
import { monthOf } from './write-batch.ts'
import type { WriterSettings } from './writer-settings.ts'

/** Throws `OtherKeys` unless this gateway signs and seals as the others do. */
export async function assertKeys(client: pg.Client, { signingKey, recordKey }: WriterSettings): Promise<void> {
  const signed = await client.query('SELECT note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1')
  const metas = [...(await metaOf(client, 'DESC')), ...(await metaOf(client, 'ASC'))]
  assertOurKeys({ checkpoint: signed.rows[0]?.note ?? null, metas }, signingKey, recordKey)
}

async function metaOf(client: pg.Client, order: 'ASC' | 'DESC'): Promise<KeySamples['metas']> {
  const { rows: entries } = await client.query(`SELECT id, time FROM log_entry ORDER BY idx ${order} LIMIT 1`)
  const [last] = entries
  if (last === undefined) return []
  const { rows } = await client.query(
    "SELECT name, kek, feed, seal, ciphertext FROM part WHERE month = $1 AND entry = $2 AND name = 'meta'",
    [monthOf(last.time), last.id],
  )
  return rows.map((part) => ({ entry: last.id, part: { ...part, shared: null } }))
}
