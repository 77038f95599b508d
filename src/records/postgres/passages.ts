import type pg from 'pg'
import type { SealedEntry } from '../commit/seal-entry.ts'
import type { KeyRing } from '../key-ring.ts'
import { type StoredPassage, sealPassage } from '../passages/stored-passage.ts'
import type { RandomPool } from '../random-pool.ts'
import { createBytes, slice } from './bytes.ts'
import type { SealedItem } from './seal-batch.ts'

/** What a batch's parts share with others. */
export interface BatchPassages {
  /** Those that the log didn't have when it was asked, with the entry that brings each. */
  readonly fresh: readonly (StoredPassage & { readonly entry: string; readonly pos: number })[]
  /** Those that must be there once the log is locked: then everything is that they go on after. */
  readonly needed: readonly Buffer[]
}

/** Another gateway has destroyed meanwhile what this batch was to refer to: it is sealed again, whole. */
export class PassageGone extends Error {
  override readonly name = 'PassageGone'
}

export async function findPassages(
  client: pg.ClientBase,
  items: readonly SealedItem[],
  ring: KeyRing,
  random: RandomPool,
): Promise<BatchPassages> {
  const entries = items.flatMap(sharing)
  if (entries.length === 0) return { fresh: [], needed: [] }
  const ids = entries.flatMap(({ passages }) => passages.map(({ id }) => id))
  const { rows } = await client.query<{ id: Buffer }>('SELECT id FROM passage WHERE id = ANY ($1::bytea[])', [ids])
  const known = new Set(rows.map(({ id }) => id.toString('hex')))
  const fresh = new Map<string, BatchPassages['fresh'][number]>()
  const needed = new Map<string, Buffer>()
  for (const { head, passages } of entries) {
    let pos = 0
    for (const passage of passages) {
      const id = passage.id.toString('hex')
      if (!known.has(id) && !fresh.has(id))
        fresh.set(id, { ...sealPassage(passage, ring, random), entry: head.id, pos: pos++ })
      // A parent is there for as long as what goes on after it, unless that is still to be written.
      if (passage.parent !== null && known.has(id)) needed.delete(passage.parent.toString('hex'))
      needed.set(id, passage.id)
    }
  }
  return { fresh: [...fresh.values()], needed: [...needed.values()] }
}

function sharing(item: SealedItem): SealedEntry[] {
  if (item.kind === 'segment' || 'refused' in item.sealing) return []
  return item.sealing.entry.passages.length === 0 ? [] : [item.sealing.entry]
}

const WRITE = `
INSERT INTO passage (id, parent, entry, pos, kek, seal, ciphertext)
SELECT ${slice('id', '16')}, CASE WHEN parent IS NOT NULL THEN ${slice('parent', '16')} END, entry, pos, kek,
  ${slice('seal', 'seal_len')}, ${slice('text', 'text_len')}
FROM unnest($2::int[], $3::int[], $4::text[], $5::int[], $6::text[], $7::int[], $8::int[], $9::int[], $10::int[])
  AS row (id, parent, entry, pos, kek, seal, seal_len, text, text_len)
ORDER BY 1 ON CONFLICT DO NOTHING`

/** Before the log is locked. In the order of ids, so that no two gateways wait for each other; what both write is the same. */
export async function writePassages(client: pg.ClientBase, { fresh }: BatchPassages): Promise<void> {
  if (fresh.length === 0) return
  const bytes = createBytes()
  const values = [
    fresh.map((row) => bytes.add(row.id)),
    fresh.map((row) => (row.parent === null ? null : bytes.add(row.parent))),
    fresh.map((row) => row.entry),
    fresh.map((row) => row.pos),
    fresh.map((row) => row.kek),
    fresh.map((row) => bytes.add(row.seal)),
    fresh.map((row) => row.seal.byteLength),
    fresh.map((row) => bytes.add(row.ciphertext)),
    fresh.map((row) => row.ciphertext.byteLength),
  ]
  await client.query({ name: 'write-passages', text: WRITE, values: [bytes.whole(), ...values] })
}

/** Within the transaction that holds the tree's row, which every destruction takes too. Throws {@link PassageGone}. */
export async function assertPassages(client: pg.ClientBase, { needed }: BatchPassages): Promise<void> {
  if (needed.length === 0) return
  const select = 'SELECT count(*)::int AS n FROM passage WHERE id = ANY ($1::bytea[])'
  const { rows } = await client.query<{ n: number }>(select, [needed])
  if (rows[0]?.n !== needed.length) throw new PassageGone()
}
