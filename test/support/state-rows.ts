import type { StateChange } from '#src/core/record.ts'
import type { StateRows } from '#src/core/state-rows.ts'

/** Rows in memory, as a gateway keeps them. */
export function stateRows(): StateRows & { apply(changes: readonly StateChange[]): void } {
  const kinds = new Map<string, Map<string, unknown>>()
  const of = (kind: string): Map<string, unknown> => {
    const rows = kinds.get(kind) ?? new Map<string, unknown>()
    kinds.set(kind, rows)
    return rows
  }
  return {
    get: (kind, key) => of(kind).get(key),
    all: of,
    apply(changes) {
      for (const { kind, key, value } of changes) {
        if (value === null) of(kind).delete(key)
        else of(kind).set(key, value)
      }
    },
  }
}
