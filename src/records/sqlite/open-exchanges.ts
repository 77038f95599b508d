import type { DatabaseSync } from 'node:sqlite'
import { PLACE } from './migrations/0001-initial.ts'

/** Prompts without a terminal entry, oldest first; by itself from the index on below which the writer has left none. */
export function openPrompts(columns: string, from = '(SELECT open_from FROM tree_state)'): string {
  return `SELECT ${columns} FROM log_entry AS prompt
    WHERE idx >= ${from} AND type = 'prompt' AND ref IS NOT NULL AND NOT EXISTS
      (SELECT 1 FROM log_entry WHERE ref = prompt.ref AND ${PLACE} = -1)
    ORDER BY idx`
}

/** Exchanges that have a prompt and no end, as the writer goes. */
export interface OpenExchanges {
  set(ref: string, index: number): void
  delete(ref: string): void
  /** The index below which none is open. */
  from(size: number): number
  /** The batch was rolled back. */
  reload(): void
}

/** Kept in memory, since a row for each would be written and removed again; only the oldest one's index is stored. */
export function createOpenExchanges(db: DatabaseSync): OpenExchanges {
  const stored = db.prepare(openPrompts('ref, idx'))
  const open = new Map<string, number>()
  reload()

  function reload(): void {
    open.clear()
    for (const { ref, idx } of stored.all() as { ref: string; idx: number }[]) set(ref, idx)
  }

  function set(ref: string, index: number): void {
    // The first prompt counts: order of insertion is then order of index.
    if (!open.has(ref)) open.set(ref, index)
  }

  return {
    set,
    delete: (ref) => void open.delete(ref),
    from: (size) => open.values().next().value ?? size,
    reload,
  }
}
