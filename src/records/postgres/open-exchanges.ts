import type { Queries } from './tile-source.ts'

/**
 * Prompts without a terminal entry that an instance (`$1`) wrote, oldest first, from the index on below which it has left
 * none.
 */
export const OPEN_PROMPTS = `
SELECT idx, id, ref, entry FROM log_entry AS prompt
WHERE inst = $1 AND type = 'prompt' AND ref IS NOT NULL
  AND idx >= coalesce((SELECT open_from FROM instance WHERE name = $1), 0)
  AND NOT EXISTS (SELECT 1 FROM log_entry AS ending WHERE ending.ref = prompt.ref AND ending.terminal)
ORDER BY idx`

/** The exchanges of this instance that have no end, by the index of their prompt; in memory, as in the embedded store. */
export async function readOpenExchanges(db: Queries, instance: string): Promise<Map<string, number>> {
  const { rows } = await db.query(OPEN_PROMPTS, [instance])
  const open = new Map<string, number>()
  for (const { ref, idx } of rows) if (!open.has(ref)) open.set(ref, Number(idx))
  return open
}
