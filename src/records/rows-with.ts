import type { StateChange } from '../core/record.ts'
import type { StateRows } from '../core/state-rows.ts'

/** Rows as they are with some that are known to be otherwise: what another gateway wrote is known before it is heard of. */
export function rowsWith(rows: StateRows, changes: readonly StateChange[]): StateRows {
  return {
    get(kind, key) {
      const change = changes.find((one) => one.kind === kind && one.key === key)
      return change === undefined ? rows.get(kind, key) : (change.value ?? undefined)
    },
    all(kind) {
      const all = new Map(rows.all(kind))
      for (const { kind: of, key, value } of changes)
        if (of === kind && value !== null) all.set(key, value)
        else if (of === kind) all.delete(key)
      return all
    },
  }
}
