import type { RecordReader } from '../core/ports.ts'
import type { StateChange } from '../core/record.ts'

/** The projections that requests ask for, held in memory: loaded at start, kept by the recorder as entries become durable. */
export interface StateCache {
  /** The value, or undefined. */
  get(kind: string, key: string): unknown
  all(kind: string): ReadonlyMap<string, unknown>
  apply(changes: readonly StateChange[]): void
}

export async function loadStateCache(store: RecordReader, kinds: readonly string[]): Promise<StateCache> {
  const byKind = new Map<string, Map<string, unknown>>()
  for (const kind of kinds) {
    byKind.set(kind, new Map((await store.state(kind)).map((row) => [row.key, row.value])))
  }
  const rows = (kind: string): Map<string, unknown> => {
    let map = byKind.get(kind)
    if (!map) {
      map = new Map()
      byKind.set(kind, map)
    }
    return map
  }
  return {
    get: (kind, key) => byKind.get(kind)?.get(key),
    all: (kind) => rows(kind),
    apply(changes) {
      for (const { kind, key, value } of changes) {
        if (value === null) rows(kind).delete(key)
        else rows(kind).set(key, value)
      }
    },
  }
}
