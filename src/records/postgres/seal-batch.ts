import { createSpoolFold } from '../commit/fold-spool.ts'
import type { EntryHead, FoldHead, SegmentHead } from '../commit/messages.ts'
import { type Parcel, type Sealing, sealOne } from '../commit/seal-heads.ts'
import { toBuffer } from '../commit/to-buffer.ts'
import type { KeyRing } from '../key-ring.ts'
import type { RandomPool } from '../random-pool.ts'
import type { SpoolCipher } from '../sealed-spool.ts'
import type { SpoolPiece, SpoolTable } from './spool-table.ts'

/** One member of a batch, encrypted, in the order in which it was given; nothing of it depends on its place in the log. */
export type SealedItem =
  | {
      readonly kind: 'segment'
      readonly ref: string
      readonly seq: number
      readonly body: Buffer
      readonly released: Buffer | null
    }
  | { readonly kind: 'entry'; readonly head: EntryHead; readonly sealing: Sealing }

const NOTHING = new Uint8Array()

/** Encrypts a batch before the log is locked for it, so that gateways do so at the same time. */
export async function sealBatch(
  parcels: readonly Parcel[],
  spool: SpoolTable,
  cipher: SpoolCipher,
  ring: KeyRing,
  random: RandomPool,
): Promise<SealedItem[]> {
  /** Segments of this very batch, which the database doesn't have yet. */
  const fresh = new Map<string, SpoolPiece[]>()
  /** Below which an earlier fold of this batch took an exchange's segments. */
  const taken = new Map<string, number>()
  const items: SealedItem[] = []

  function sealSegment({ spool: ref, seq }: SegmentHead, body: Uint8Array, released: Uint8Array | null): SealedItem {
    const piece = { seq, body: toBuffer(body), released: toBuffer(released ?? body) }
    fresh.set(ref, [...(fresh.get(ref) ?? []), piece])
    return {
      kind: 'segment',
      ref,
      seq,
      body: cipher.seal(ref, seq, 'record', body),
      released: released === null ? null : cipher.seal(ref, seq, 'sealed', released),
    }
  }

  async function sealFolding(head: EntryHead, folds: FoldHead, pieces: readonly Uint8Array[]): Promise<Sealing> {
    const ref = head.ref ?? ''
    const from = taken.get(ref) ?? 0
    const to = folds.segments ?? Number.MAX_SAFE_INTEGER
    const all = [...(await spool.read(ref, from, to)), ...(fresh.get(ref) ?? [])]
    const fold = createSpoolFold()
    for (const { seq, body, released } of all) if (seq >= from && seq < to) fold.add(body, released)
    taken.set(ref, Math.max(from, to))
    const found = fold.segments
    // The last pieces: the index's text may stand between them and the parts.
    const [body = NOTHING, released = body] = pieces.slice(folds.released < 0 ? -1 : -2)
    if (body.byteLength + released.byteLength > 0) fold.add(toBuffer(body), toBuffer(released))
    const parts = fold.parts()
    // What the caller measured is of the whole answer, also where pieces of it are in entries before.
    const meta = { ...fold.meta(), spooled_segments: found, ...head.meta }
    return sealOne({ ...head, meta }, pieces, parts, ring, random)
  }

  for (const { head, pieces } of parcels) {
    if ('spool' in head) items.push(sealSegment(head, pieces[0]!, pieces[1] ?? null))
    else {
      const sealing =
        head.folds === undefined
          ? sealOne(head, pieces, [], ring, random)
          : await sealFolding(head, head.folds, pieces).catch(refusedFold)
      items.push({ kind: 'entry', head, sealing })
    }
  }
  return items
}

/** A spool that can't be opened is never written; a database that can't be asked is the batch's failure. */
function refusedFold(error: unknown): Sealing {
  if (error instanceof Error && 'severity' in error) throw error
  return { refused: error instanceof Error ? error.message : String(error) }
}
