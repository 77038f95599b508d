import type { PartRow } from '../commit/part-row.ts'
import type { StoredPassage } from '../passages/stored-passage.ts'
import type { Queries } from './tile-source.ts'

/** A part with the index of its entry, where that was asked for. */
export interface FoundPart extends PartRow {
  readonly idx: number
}

/** What the parts share, found by walking from the passages that they name: one statement, so one look at the log. */
const withPassages = (own: string): string => `
WITH RECURSIVE own AS (${own}), chain (id) AS (
  SELECT shared FROM own, LATERAL (VALUES (beginning), (ending)) AS named (shared) WHERE shared IS NOT NULL
  UNION SELECT p.parent FROM chain JOIN passage AS p ON p.id = chain.id WHERE p.parent IS NOT NULL
)
SELECT idx, pos, name, kek, feed, seal, ciphertext, beginning, ending, NULL::bytea AS id, NULL::bytea AS parent FROM own
UNION ALL SELECT NULL, NULL, NULL, kek, NULL, seal, ciphertext, NULL, NULL, p.id, p.parent
FROM chain JOIN passage AS p ON p.id = chain.id
ORDER BY idx, pos`

/** `own`: selects `idx, pos, name, kek, feed, seal, ciphertext, beginning, ending` of parts. */
export async function readParts(db: Queries, own: string, values: readonly unknown[]): Promise<FoundPart[]> {
  const { rows } = await db.query(withPassages(own), [...values])
  const passages = new Map<string, StoredPassage>()
  for (const { id, parent, kek, seal, ciphertext } of rows)
    if (id !== null) passages.set(id.toString('hex'), { id, parent, kek, seal, ciphertext })
  const find = (id: Buffer): StoredPassage | null => passages.get(id.toString('hex')) ?? null
  return rows.flatMap(({ id, idx, name, kek, feed, seal, ciphertext, beginning, ending }) => {
    if (id !== null) return []
    const shared = beginning === null && ending === null ? null : { beginning, ending, find }
    return [{ idx: Number(idx), name, kek, feed, seal, ciphertext, shared }]
  })
}
