import type pg from 'pg'
import { openCheckpoint } from '../../core/checkpoint.ts'
import { parseVerifierKey } from '../../core/signed-note.ts'
import { openPartRow, type PartRow } from '../commit/part-row.ts'
import { monthOf } from './write-batch.ts'
import type { WriterSettings } from './writer-settings.ts'

/** Thrown when a gateway’s keys aren’t those of the log that it is to write. */
export class OtherKeys extends Error {
  override readonly name = 'OtherKeys'
}

/**
 * Throws {@link OtherKeys} unless this gateway signs and seals as the others do: what it wrote could be opened by none of
 * them, and its checkpoints would be a second log’s to whoever has the published key.
 */
export async function assertKeys(client: pg.Client, { signingKey, recordKey }: WriterSettings): Promise<void> {
  const signed = await client.query('SELECT note FROM checkpoint ORDER BY size DESC, at DESC LIMIT 1')
  const verifiers = [signingKey.vkey, ...(signingKey.before === undefined ? [] : [signingKey.before.vkey])]
  for (const { note } of signed.rows)
    assertOurs('signed by another key', 'STATEHOUSE_LOG_SIGNING_KEY', () =>
      openCheckpoint(note, ...verifiers.map(parseVerifierKey)),
    )
  const newest = await client.query('SELECT id, time FROM log_entry ORDER BY idx DESC LIMIT 1')
  for (const { id, time } of newest.rows) {
    const { rows } = await client.query<PartRow & pg.QueryResultRow>(
      `SELECT name, kek, feed, seal, ciphertext FROM part WHERE month = $1 AND entry = $2 AND name = 'meta'`,
      [monthOf(time), id],
    )
    for (const part of rows)
      assertOurs('sealed with other keys', 'STATEHOUSE_RECORD_KEY', () =>
        openPartRow(id, { ...part, shared: null }, recordKey),
      )
  }
}

function assertOurs(what: string, variable: string, open: () => unknown): void {
  try {
    open()
  } catch (cause) {
    throw new OtherKeys(`the log is ${what}: all its gateways have the same file (${variable})`, { cause })
  }
}
