import type { Queries } from './tile-source.ts'

/** How often proofs whose time is over are removed, milliseconds. */
const SWEEP_EVERY_MS = 60_000

/** Used proofs that all gateways know (`ProofMemory`): a unique row decides which of them was the first. */
export interface UsedProofs {
  readonly sinceMs: number
  /** `full` when the database can't tell: the caller refuses. */
  claim(id: string, untilMs: number): Promise<'first' | 'used' | 'full'>
  close(): void
}

export async function openUsedProofs(db: Queries, now: () => number): Promise<UsedProofs> {
  const { rows } = await db.query('SELECT began FROM used_proof_memory')
  const sweeping = setInterval(() => {
    db.query('DELETE FROM used_proof WHERE until < $1', [now() - SWEEP_EVERY_MS]).catch(() => undefined)
  }, SWEEP_EVERY_MS).unref()
  return {
    sinceMs: Number(rows[0].began),
    async claim(id, untilMs) {
      try {
        const insert = 'INSERT INTO used_proof VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1'
        return (await db.query(insert, [id, untilMs])).rows.length === 1 ? 'first' : 'used'
      } catch {
        return 'full'
      }
    },
    close: () => clearInterval(sweeping),
  }
}
