import type { RecordReader } from '../core/ports.ts'
import type { PlacedChange, StateChange } from '../core/record.ts'
import { alikeRows } from './alike-rows.ts'

/**
 * The projections that requests ask for, held in memory: loaded at start, kept by the recorder as entries become durable,
 * and by what other gateways of the log are heard to have changed.
 */
export interface StateCache {
  /** The value, or undefined. */
  get(kind: string, key: string): unknown
  all(kind: string): ReadonlyMap<string, unknown>
  /** Changes of an entry of this gateway's own, with its index. A later entry's change of the same row stays. */
  apply(changes: readonly StateChange[], index: number): void
  /** Changes that were read from the log, of whatever gateway; returns those that weren't known. */
  merge(changes: readonly PlacedChange[]): readonly PlacedChange[]
}

export async function loadStateCache(store: RecordReader, kinds: readonly string[]): Promise<StateCache> {
  const byKind = new Map<string, Map<string, unknown>>()
  for (const kind of kinds) {
    const rows = new Map<string, unknown>()
    const alike = alikeRows()
    for await (const { key, value } of store.state(kind)) rows.set(key, alike(key, value))
    byKind.set(kind, rows)
  }
  /** Which entry a row is from, as far as it changed since the start. */
  const changedBy = new Map<string, number>()
  const rows = (kind: string): Map<string, unknown> => {
    let map = byKind.get(kind)
    if (!map) {
      map = new Map()
      byKind.set(kind, map)
    }
    return map
  }
  /** Entries are heard of in any order; false where the row is from this entry or a later one already. */
  function put({ kind, key, value, index }: PlacedChange): boolean {
    const name = `${kind}\0${key}`
    if (index <= (changedBy.get(name) ?? -1)) return false
    changedBy.set(name, index)
    if (value === null) rows(kind).delete(key)
    else rows(kind).set(key, value)
    return true
  }

  return {
    get: (kind, key) => byKind.get(kind)?.get(key),
    all: (kind) => rows(kind),
    apply(changes, index) {
      for (const change of changes) put({ ...change, index })
    },
    merge: (changes) => changes.filter((change) => byKind.has(change.kind) && put(change)),
  }
}
