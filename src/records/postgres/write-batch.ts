import type pg from 'pg'
import type { SealedRow } from '../commit/seal-entry.ts'
import type { FullTile, Tree } from '../commit/tree.ts'
import type { BuiltBatch } from './build-batch.ts'
import { createBytes, slice } from './bytes.ts'

/** Channel on which gateways tell each other that projections changed. */
export const STATE_CHANNEL = 'statehouse_state'

/** One statement for everything but parts, so that a batch costs one round trip while the log is locked. */
const WRITE = `
WITH entries AS (
  INSERT INTO log_entry (idx, id, type, ref, terminal, time, inst, entry, leaf)
  SELECT $2::bigint + n - 1, id, type, ref, terminal, $3::text, $4::text, ${slice('at', 'len')}, ${slice('leaf', '32')}
  FROM unnest($5::text[], $6::text[], $7::text[], $8::boolean[], $9::int[], $10::int[], $11::int[])
    WITH ORDINALITY AS row (id, type, ref, terminal, at, len, leaf, n)
), tiles AS (
  INSERT INTO tile (level, idx, hashes, root)
  SELECT level, idx, ${slice('hashes', 'len')}, ${slice('root', '32')}
  FROM unnest($12::int[], $13::bigint[], $14::int[], $15::int[], $16::int[]) AS row (level, idx, hashes, len, root)
), states AS (
  INSERT INTO state (kind, key, value, idx)
  SELECT * FROM unnest($17::text[], $18::text[], $19::text[], $20::bigint[])
  ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value, idx = excluded.idx
), spooled AS (
  INSERT INTO spool (ref, seq, body, released)
  SELECT ref, seq, ${slice('body', 'body_len')}, CASE WHEN out IS NOT NULL THEN ${slice('out', 'out_len')} END
  FROM unnest($21::text[], $22::int[], $23::int[], $24::int[], $25::int[], $26::int[])
    AS row (ref, seq, body, body_len, out, out_len)
), ended AS (
  DELETE FROM spool WHERE ref = ANY ($27::text[])
), taken AS (
  DELETE FROM spool USING unnest($28::text[], $29::int[]) AS fold (ref, below)
  WHERE spool.ref = fold.ref AND spool.seq < fold.below
), sequence AS (
  INSERT INTO instance (name, iseq, open_from) VALUES ($4::text, $30::bigint, $31::bigint)
  ON CONFLICT (name) DO UPDATE SET iseq = excluded.iseq, open_from = excluded.open_from
)
UPDATE tree_state SET size = $32::bigint, root = $33::bytea, last_time = $3::text
RETURNING CASE WHEN cardinality($17::text[]) > 0 THEN pg_notify('${STATE_CHANNEL}', '') END`

export interface BatchWrite {
  readonly batch: BuiltBatch
  readonly tiles: readonly FullTile[]
  readonly tree: Tree
  readonly instance: string
  readonly first: number
  readonly iseq: number
  readonly openFrom: number
}

/** Writes a batch that has entries, within the transaction that holds the tree's row. */
export async function writeBatch(client: pg.ClientBase, write: BatchWrite): Promise<void> {
  const { batch, tiles, tree } = write
  const bytes = createBytes()
  const at = (content: Uint8Array): number => bytes.add(content)
  const { entries, segments } = batch
  const states = [...batch.state.values()]
  const taken = [...batch.taken]
  const values = [
    write.first,
    tree.lastTime,
    write.instance,
    entries.map((row) => row.id),
    entries.map((row) => row.type),
    entries.map((row) => row.ref),
    entries.map((row) => row.isTerminal),
    entries.map((row) => at(row.entry)),
    entries.map((row) => row.entry.byteLength),
    entries.map((row) => at(row.leaf)),
    tiles.map((tile) => tile.level),
    tiles.map((tile) => tile.index),
    tiles.map((tile) => at(tile.hashes)),
    tiles.map((tile) => tile.hashes.byteLength),
    tiles.map((tile) => at(tile.root)),
    states.map((row) => row.kind),
    states.map((row) => row.key),
    states.map((row) => row.value),
    states.map((row) => row.index),
    segments.map((row) => row.ref),
    segments.map((row) => row.seq),
    segments.map((row) => at(row.body)),
    segments.map((row) => row.body.byteLength),
    segments.map((row) => (row.released === null ? null : at(row.released))),
    segments.map((row) => row.released?.byteLength ?? null),
    batch.ended,
    taken.map(([ref]) => ref),
    taken.map(([, below]) => below),
    write.iseq,
    write.openFrom,
    tree.frontier.size,
    tree.root,
  ]
  await client.query({ name: 'write-batch', text: WRITE, values: [bytes.whole(), ...values] })
}

const PARTS = `
INSERT INTO part (month, entry, pos, name, kek, feed, seal, ciphertext, beginning, ending)
SELECT $2::date, entry, pos, name, kek, feed, ${slice('seal', 'seal_len')}, ${slice('text', 'text_len')},
  CASE WHEN beginning IS NOT NULL THEN ${slice('beginning', '16')} END,
  CASE WHEN ending IS NOT NULL THEN ${slice('ending', '16')} END
FROM unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::int[], $8::int[], $9::int[], $10::int[], $11::int[],
  $12::int[], $13::int[]) AS row (entry, pos, name, kek, feed, seal, seal_len, text, text_len, beginning, ending)`

/** Most of a batch's bytes. They need no place in the log, so they are written before it is locked. */
export async function writeParts(
  client: pg.ClientBase,
  month: string,
  sealed: readonly { readonly id: string; readonly parts: readonly SealedRow[] }[],
): Promise<void> {
  const bytes = createBytes()
  const parts = sealed.flatMap(({ id, parts: own }) => own.map((part, pos) => ({ id, pos, ...part })))
  const values = [
    month,
    parts.map((part) => part.id),
    parts.map((part) => part.pos),
    parts.map((part) => part.name),
    parts.map((part) => part.kek),
    parts.map((part) => part.feed),
    parts.map((part) => bytes.add(part.seal)),
    parts.map((part) => part.seal.byteLength),
    parts.map((part) => bytes.add(part.ciphertext)),
    parts.map((part) => part.ciphertext.byteLength),
    parts.map(({ shared }) => (shared?.beginning ? bytes.add(shared.beginning) : null)),
    parts.map(({ shared }) => (shared?.ending ? bytes.add(shared.ending) : null)),
  ]
  await client.query({ name: 'write-parts', text: PARTS, values: [bytes.whole(), ...values] })
}

const SPOOL = `
INSERT INTO spool (ref, seq, body, released)
SELECT ref, seq, ${slice('body', 'body_len')}, CASE WHEN out IS NOT NULL THEN ${slice('out', 'out_len')} END
FROM unnest($2::text[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[])
  AS row (ref, seq, body, body_len, out, out_len)`

/** A batch that only spools: the tree isn't locked for it. */
export async function writeSegments(client: pg.ClientBase, segments: BuiltBatch['segments']): Promise<void> {
  const bytes = createBytes()
  const values = [
    segments.map((row) => row.ref),
    segments.map((row) => row.seq),
    segments.map((row) => bytes.add(row.body)),
    segments.map((row) => row.body.byteLength),
    segments.map((row) => (row.released === null ? null : bytes.add(row.released))),
    segments.map((row) => row.released?.byteLength ?? null),
  ]
  await client.query({ name: 'write-segments', text: SPOOL, values: [bytes.whole(), ...values] })
}

/** The first day of the month of a time (RFC 3339 UTC): names the partition of its contents. */
export function monthOf(time: string): string {
  return `${time.slice(0, 7)}-01`
}
