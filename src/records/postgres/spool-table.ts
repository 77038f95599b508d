import type { SpoolCipher } from '../sealed-spool.ts'
import type { Queries } from './tile-source.ts'

/** A spooled segment, opened. */
export interface SpoolPiece {
  readonly seq: number
  readonly body: Buffer
  readonly released: Buffer
}

export interface SpoolTable {
  /** An exchange's durable segments `[from, to)`, in order. */
  read(ref: string, from: number, to: number): Promise<SpoolPiece[]>
}

export function createSpoolTable(db: Queries, cipher: SpoolCipher): SpoolTable {
  return {
    async read(ref, from, to) {
      const { rows } = await db.query(
        'SELECT seq, body, released FROM spool WHERE ref = $1 AND seq >= $2 AND seq < $3 ORDER BY seq',
        [ref, from, Math.min(to, 2_147_483_647)],
      )
      return rows.map(({ seq, body, released }) => {
        const opened = cipher.open(ref, seq, 'record', body)
        return { seq, body: opened, released: released === null ? opened : cipher.open(ref, seq, 'sealed', released) }
      })
    },
  }
}
