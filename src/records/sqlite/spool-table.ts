import type { DatabaseSync } from 'node:sqlite'
import { createSpoolFold } from '../commit/fold-spool.ts'
import type { SegmentHead } from '../commit/messages.ts'
import type { PlainPart } from '../commit/seal-entry.ts'
import { toBuffer } from '../commit/to-buffer.ts'
import type { SpoolCipher } from '../sealed-spool.ts'

/** A piece of an answer: what is recorded, and what was released for it. */
export interface SpoolPiece {
  readonly body: Uint8Array
  readonly released: Uint8Array
}

/** What streams have shown before their record is complete. */
export interface SpoolTable {
  add(head: SegmentHead, body: Uint8Array, released: Uint8Array | null): void
  /**
   * The spooled segments below this number (null: all) and a last piece as parts, `body` as recorded and `out` as edits from
   * it to what was released; and what `meta` is to say of them.
   */
  fold(ref: string, segments: number | null, last: SpoolPiece): { parts: PlainPart[]; meta: Record<string, unknown> }
  /** Removes what an exchange has spooled; called when its terminal entry is written. */
  drop(ref: string): void
  /** Removes the segments below this number; more may follow. */
  dropBelow(ref: string, segments: number): void
  /** The batch was rolled back: drops nothing that was only announced. */
  reload(): void
}

export function createSpoolTable(db: DatabaseSync, cipher: SpoolCipher): SpoolTable {
  const insert = db.prepare('INSERT INTO spool VALUES (?, ?, ?, ?)')
  const select = db.prepare('SELECT seq, body, released FROM spool WHERE ref = ? AND seq < ? ORDER BY seq')
  const remove = db.prepare('DELETE FROM spool WHERE ref = ?')
  const removeBelow = db.prepare('DELETE FROM spool WHERE ref = ? AND seq < ?')
  const distinct = db.prepare('SELECT DISTINCT ref FROM spool')
  // Most exchanges spool nothing: knowing which do spares a statement for each terminal entry.
  let spooled = new Set<string>()
  // A segment that came after its exchange had ended belongs to nothing.
  db.exec('DELETE FROM spool WHERE ref IN (SELECT ref FROM log_entry WHERE terminal = 1)')
  reload()

  function reload(): void {
    spooled = new Set((distinct.all() as { ref: string }[]).map((row) => row.ref))
  }

  return {
    add(head, body, released) {
      const sealedBody = cipher.seal(head.spool, head.seq, 'record', body)
      const sealedReleased = released === null ? null : cipher.seal(head.spool, head.seq, 'sealed', released)
      insert.run(head.spool, head.seq, sealedBody, sealedReleased)
      spooled.add(head.spool)
    },
    fold(ref, segments, last) {
      const fold = createSpoolFold()
      // One row at a time: an answer may be larger than what should be held twice.
      for (const row of select.iterate(ref, segments ?? Number.MAX_SAFE_INTEGER) as Iterable<SpoolRow>) {
        const body = cipher.open(ref, row.seq, 'record', toBuffer(row.body))
        fold.add(body, row.released === null ? body : cipher.open(ref, row.seq, 'sealed', toBuffer(row.released)))
      }
      const found = fold.segments
      if (last.body.byteLength + last.released.byteLength > 0) fold.add(toBuffer(last.body), toBuffer(last.released))
      return { parts: fold.parts(), meta: { ...fold.meta(), spooled_segments: found } }
    },
    dropBelow(ref, segments) {
      if (spooled.has(ref)) removeBelow.run(ref, segments)
    },
    drop(ref) {
      if (!spooled.delete(ref)) return
      remove.run(ref)
      cipher.forget(ref)
    },
    reload,
  }
}

interface SpoolRow {
  readonly seq: number
  readonly body: Uint8Array
  readonly released: Uint8Array | null
}
