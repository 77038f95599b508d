import { entryBytes } from '../../core/entry.ts'
import { leafHash } from '../../core/merkle.ts'
import { type PlacedChange, TERMINAL_TYPES } from '../../core/record.ts'
import { type HeldRow, movedRows } from '../commit/basis.ts'
import type { SealedEntry } from '../commit/seal-entry.ts'
import type { SealedItem } from './seal-batch.ts'

/** Where the batch is put: known once the log is locked. */
export interface BatchPlace {
  readonly size: number
  readonly iseq: number
  readonly time: string
  readonly instance: string
  /** Exchanges that this instance began and nobody has ended. */
  readonly open: ReadonlyMap<string, unknown>
}

/** What the log has already of what a batch speaks of: entries by id and by the exchange that they ended, and rows. */
export interface KnownEntries {
  readonly ids: ReadonlyMap<string, Found>
  readonly ends: ReadonlyMap<string, Found>
  /** Rows that entries of the batch rest on, by kind and key. */
  readonly rows: ReadonlyMap<string, HeldRow>
}

export interface Found {
  readonly index: number
  readonly time: string
}

export interface EntryRow {
  readonly index: number
  readonly id: string
  readonly type: string
  readonly ref: string | null
  readonly isTerminal: boolean
  readonly entry: Buffer
  readonly leaf: Buffer
  readonly parts: SealedEntry['rows']
}

export interface SegmentRow {
  readonly ref: string
  readonly seq: number
  readonly body: Buffer
  readonly released: Buffer | null
}

/** Everything that one transaction writes, and what is answered when it has. */
export interface BuiltBatch {
  readonly entries: readonly EntryRow[]
  readonly segments: readonly SegmentRow[]
  /** The last change of each row, by kind and key. */
  readonly state: ReadonlyMap<string, { kind: string; key: string; value: string | null; index: number }>
  /** Exchanges that end here: nothing of theirs stays in the spool. */
  readonly ended: readonly string[]
  /** Exchanges whose segments below a number were taken. */
  readonly taken: ReadonlyMap<string, number>
  readonly indexes: Float64Array
  readonly existing: readonly (readonly [number, string, boolean])[]
  readonly refused: readonly (readonly [number, string])[]
  readonly moved: readonly (readonly [number, readonly PlacedChange[]])[]
}

/** Gives the members of a batch their places. Pure: a transaction that is rolled back leaves no trace. */
export function buildBatch(items: readonly SealedItem[], place: BatchPlace, known: KnownEntries): BuiltBatch {
  const ids = new Map(known.ids)
  const ends = new Map(known.ends)
  const entries: EntryRow[] = []
  const state = new Map<string, { kind: string; key: string; value: string | null; index: number }>()
  const taken = new Map<string, number>()
  const ended = new Set<string>()
  const begun = new Set(
    items.map((item) => (item.kind === 'entry' && item.head.type === 'prompt' ? item.head.ref : null)),
  )
  const indexes = new Float64Array(items.length).fill(-1)
  const existing: [number, string, boolean][] = []
  const refused: [number, string][] = []
  const moved: [number, readonly PlacedChange[]][] = []
  let segments: SegmentRow[] = []

  for (const [i, item] of items.entries()) {
    if (item.kind === 'segment') {
      // It would be shown, and stand in no record.
      if (place.open.has(item.ref) || begun.has(item.ref)) segments.push(item)
      else refused.push([i, 'its exchange has ended'])
      continue
    }
    const { head, sealing } = item
    const isTerminal = TERMINAL_TYPES.has(head.type) && head.ref !== null
    const same = ids.get(head.id)
    const first = same ?? (isTerminal ? ends.get(head.ref!) : undefined)
    if (first !== undefined) {
      indexes[i] = first.index
      existing.push([i, first.time, same === undefined])
      continue
    }
    const changed = movedRows(head.basis ?? [], rowOf)
    if (changed.length > 0) {
      moved.push([i, changed])
      continue
    }
    const row = 'refused' in sealing ? sealing.refused : toRow(sealing.entry, isTerminal)
    if (typeof row === 'string') {
      refused.push([i, row])
      continue
    }
    indexes[i] = row.index
    entries.push(row)
    ids.set(head.id, { index: row.index, time: place.time })
    for (const { kind, key, value } of head.state ?? [])
      state.set(`${kind}\0${key}`, {
        kind,
        key,
        value: value === null ? null : JSON.stringify(value),
        index: row.index,
      })
    if (isTerminal) {
      ends.set(head.ref!, { index: row.index, time: place.time })
      ended.add(head.ref!)
      segments = segments.filter(({ ref }) => ref !== head.ref)
    } else if (head.folds?.segments != null && head.ref !== null) {
      const below = head.folds.segments
      taken.set(head.ref, Math.max(below, taken.get(head.ref) ?? 0))
      segments = segments.filter(({ ref, seq }) => ref !== head.ref || seq >= below)
    }
  }
  return { entries, segments, state, ended: [...ended], taken, indexes, existing, refused, moved }

  /** As the batch leaves it so far. */
  function rowOf(kind: string, key: string): HeldRow {
    const name = `${kind}\0${key}`
    return state.get(name) ?? known.rows.get(name) ?? { value: null, index: place.size - 1 }
  }

  function toRow({ head, commitments, rows }: SealedEntry, isTerminal: boolean): EntryRow | string {
    const index = place.size + entries.length
    const instanceSequence = place.iseq + entries.length + 1
    try {
      const { instance, time } = place
      const entry = entryBytes({ ...head, instance, instanceSequence, parts: commitments, time })
      const { id, type, ref } = head
      return { index, id, type, ref, isTerminal, entry, leaf: leafHash(entry), parts: rows }
    } catch (error) {
      return (error as Error).message
    }
  }
}
