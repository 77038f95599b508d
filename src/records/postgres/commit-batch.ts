import { TERMINAL_TYPES } from '../../core/record.ts'
import type { CommitRequest, CommitResult, Head } from '../commit/messages.ts'
import type { SealedEntry } from '../commit/seal-entry.ts'
import { parcels } from '../commit/seal-heads.ts'
import { growTree } from '../commit/tree.ts'
import type { RandomPool } from '../random-pool.ts'
import { createSpoolCipher } from '../sealed-spool.ts'
import { type BuiltBatch, buildBatch, type Found, type KnownEntries } from './build-batch.ts'
import { catchUp, TREE_ROW, toTreeRow } from './current-tree.ts'
import { isConnectionLost, isDuplicate } from './failure-reason.ts'
import { assertPassages, type BatchPassages, findPassages, PassageGone, writePassages } from './passages.ts'
import { type SealedItem, sealBatch } from './seal-batch.ts'
import type { Session } from './session.ts'
import { createSpoolTable } from './spool-table.ts'
import { monthOf, writeBatch, writeParts, writeSegments } from './write-batch.ts'
import type { WriterSettings } from './writer-settings.ts'

/** The connection was lost while a commit was under way: it may be durable or not. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown'
  /** An entry that is in the log if, and only if, the batch is. */
  readonly witness: string
  /** What is answered if it is. */
  readonly result: CommitResult
  constructor(witness: string, result: CommitResult, options: ErrorOptions) {
    super('the connection was lost during a commit', options)
    this.witness = witness
    this.result = result
  }
}

const NONE: KnownEntries = { ids: new Map(), ends: new Map(), rows: new Map() }

export interface BatchWriter {
  /** One transaction: everything of the batch is durable, or nothing of it is. Throws {@link CommitUnknown} when neither is known. */
  commit(session: Session, request: CommitRequest): Promise<CommitResult>
}

export function createBatchWriter(settings: WriterSettings, random: RandomPool): BatchWriter {
  const { instance, recordKey } = settings
  const cipher = createSpoolCipher(recordKey, random)

  async function commit(session: Session, { bytes, headBytes, nowMs }: CommitRequest): Promise<CommitResult> {
    const heads = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, headBytes).toString()) as Head[]
    const contents = bytes.subarray(headBytes)
    const items = await seal(session, heads, contents)
    const passages = await findPassages(session.client, items, recordKey, random)
    const now = new Date(nowMs).toISOString()
    try {
      return await attempt(session, items, passages, now, false)
    } catch (error) {
      // What is in the log already is rare, so it is looked for only where it showed itself; and nothing is shared then.
      if (!isDuplicate(error) && !(error instanceof NotAllNew) && !(error instanceof PassageGone)) throw error
      const whole = passages.needed.length === 0 ? items : await seal(session, heads.map(unshared), contents)
      return await attempt(session, whole, { fresh: [], needed: [] }, now, true)
    }
  }

  async function seal({ client }: Session, heads: readonly Head[], contents: Uint8Array): Promise<SealedItem[]> {
    const spool = createSpoolTable(client, cipher)
    const items = await sealBatch(parcels(heads, contents), spool, cipher, recordKey, random)
    for (const head of heads) if (!('spool' in head) && head.ref !== null) cipher.forget(head.ref)
    return items
  }

  async function attempt(
    session: Session,
    items: SealedItem[],
    passages: BatchPassages,
    now: string,
    mayBeKnown: boolean,
  ): Promise<CommitResult> {
    const { client } = session
    const segmentsOnly = items.every((item) => item.kind === 'segment')
    if (segmentsOnly) {
      const batch = buildBatch(items, { size: 0, iseq: 0, time: now, instance, open: session.open }, NONE)
      if (batch.segments.length > 0) await writeSegments(client, batch.segments)
      return answer(batch, now, session.tree.frontier.size)
    }
    try {
      const month = monthOf(now)
      await ensureMonth(session, month)
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
      if (!mayBeKnown) {
        await writePassages(client, passages)
        await writeParts(client, month, items.flatMap(sealedParts))
      }
      const row = toTreeRow((await client.query(`${TREE_ROW} FOR UPDATE`)).rows[0])
      await assertPassages(client, passages)
      const before = await catchUp(client, session.tree, row)
      const time = now > row.lastTime ? now : row.lastTime
      const rows = await findRows(client, items)
      const known = mayBeKnown ? { ...(await findKnown(client, items)), rows } : { ...NONE, rows }
      const batch = buildBatch(items, { size: row.size, iseq: session.iseq, time, instance, open: session.open }, known)
      if (!mayBeKnown && !isAllNew(items, batch, month === monthOf(time))) throw new NotAllNew()
      const result = answer(batch, time, row.size + batch.entries.length)
      if (batch.entries.length === 0) {
        if (batch.segments.length > 0) await writeSegments(client, batch.segments)
        await client.query('COMMIT')
        session.tree = before
        forgetEnded(session.open, items)
        return result
      }
      if (mayBeKnown) {
        await ensureMonth(session, monthOf(time))
        await writeParts(client, monthOf(time), batch.entries)
      }
      const { tree, tiles } = growTree(
        before,
        batch.entries.map((entry) => entry.leaf),
        time,
      )
      const open = openAfter(session.open, batch)
      const iseq = session.iseq + batch.entries.length
      const openFrom = open.values().next().value ?? tree.frontier.size
      await writeBatch(client, { batch, tiles, tree, instance, first: row.size, iseq, openFrom })
      await client.query('COMMIT').catch((cause: unknown) => {
        throw isConnectionLost(cause) ? new CommitUnknown(batch.entries[0]!.id, result, { cause }) : cause
      })
      session.tree = tree
      session.iseq = iseq
      session.open.clear()
      for (const [ref, index] of open) session.open.set(ref, index)
      forgetEnded(session.open, items)
      return result
    } catch (error) {
      // A month's partition may have been made in what is rolled back.
      session.months.clear()
      if (!(error instanceof CommitUnknown) && !isConnectionLost(error)) await client.query('ROLLBACK')
      throw error
    }
  }

  return { commit }
}

/** The parts that were written first belong to entries that aren't: the batch is begun again. */
class NotAllNew extends Error {
  override readonly name = 'NotAllNew'
}

function unshared(head: Head): Head {
  if ('spool' in head) return head
  const { caller: _, ...rest } = head
  return rest
}

function sealedParts(item: SealedItem): { id: string; parts: SealedEntry['rows'] }[] {
  if (item.kind === 'segment' || 'refused' in item.sealing) return []
  return [{ id: item.head.id, parts: item.sealing.entry.rows }]
}

/** Whether every entry whose parts were written is written too, and in the month that they were put in. */
function isAllNew(items: readonly SealedItem[], { entries }: BuiltBatch, isMonthRight: boolean): boolean {
  return isMonthRight && entries.length === items.flatMap(sealedParts).length
}

async function ensureMonth({ client, months }: Session, month: string): Promise<void> {
  if (months.has(month)) return
  await client.query('SELECT ensure_month($1)', [month])
  months.add(month)
}

function answer({ indexes, existing, refused, moved }: BuiltBatch, time: string, size: number): CommitResult {
  return { indexes, existing, refused, moved, time, size }
}

/** The exchanges without an end after a batch; the first prompt counts, so that order of insertion is order of index. */
function openAfter(before: ReadonlyMap<string, number>, { entries }: BuiltBatch): Map<string, number> {
  const open = new Map(before)
  for (const { type, ref, index, isTerminal } of entries) {
    if (ref === null) continue
    if (isTerminal) open.delete(ref)
    else if (type === 'prompt' && !open.has(ref)) open.set(ref, index)
  }
  return open
}

/** An exchange may have been ended by another gateway; then the end that is given here was in the log already. */
function forgetEnded(open: Map<string, number>, items: readonly SealedItem[]): void {
  for (const item of items)
    if (item.kind === 'entry' && item.head.ref !== null && TERMINAL_TYPES.has(item.head.type))
      open.delete(item.head.ref)
}

/** The rows that entries of a batch rest on, now that nobody else can change them. */
async function findRows(client: Session['client'], items: readonly SealedItem[]): Promise<KnownEntries['rows']> {
  const basis = items.flatMap((item) => (item.kind === 'entry' ? (item.head.basis ?? []) : []))
  if (basis.length === 0) return NONE.rows
  const { rows } = await client.query(
    'SELECT kind, key, value, idx FROM state JOIN unnest($1::text[], $2::text[]) AS asked (kind, key) USING (kind, key)',
    [basis.map(([kind]) => kind), basis.map(([, key]) => key)],
  )
  return new Map(rows.map(({ kind, key, value, idx }) => [`${kind}\0${key}`, { value, index: Number(idx) }]))
}

async function findKnown(client: Session['client'], items: readonly SealedItem[]): Promise<Omit<KnownEntries, 'rows'>> {
  const heads = items.flatMap((item) => (item.kind === 'entry' ? [item.head] : []))
  const refs = heads.flatMap(({ ref }) => (ref === null ? [] : [ref]))
  const { rows } = await client.query(
    `SELECT idx, time, id, ref, terminal FROM log_entry WHERE id = ANY ($1)
     UNION SELECT idx, time, id, ref, terminal FROM log_entry WHERE terminal AND ref = ANY ($2)`,
    [heads.map(({ id }) => id), refs],
  )
  const found = (row: { idx: string; time: string }): Found => ({ index: Number(row.idx), time: row.time })
  return {
    ids: new Map(rows.map((row) => [row.id as string, found(row)])),
    ends: new Map(rows.filter((row) => row.terminal).map((row) => [row.ref as string, found(row)])),
  }
}
