import { HASH_BYTES } from '../../core/merkle.ts'
import { SEAL_BYTES } from '../sealed-part.ts'
import type { EntryHead } from './messages.ts'
import type { SealedEntry, SealedRow } from './seal-entry.ts'

/** Sealed rows as one buffer, to cross threads: commitment, seal, ciphertext of each. */
export interface PackedRows {
  /** Bytes of each row's ciphertext, and of the feed within it. */
  readonly lengths: Int32Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
}

export function packRows(entries: readonly SealedEntry[]): PackedRows {
  const lengths = Int32Array.from(
    entries.flatMap(({ rows }) => rows.flatMap((row) => [row.ciphertext.byteLength, row.feed])),
  )
  let size = 0
  for (let i = 0; i < lengths.length; i += 2) size += HASH_BYTES + SEAL_BYTES + lengths[i]!
  const bytes = new Uint8Array(size)
  let at = 0
  for (const { rows, commitments } of entries) {
    for (const [i, { seal, ciphertext }] of rows.entries()) {
      bytes.set(commitments[i]!.commitment, at)
      bytes.set(seal, at + HASH_BYTES)
      bytes.set(ciphertext, at + HASH_BYTES + SEAL_BYTES)
      at += HASH_BYTES + SEAL_BYTES + ciphertext.byteLength
    }
  }
  return { lengths, bytes }
}

/** Gives the entries back, one call for each head in the order in which they were packed. */
export function unpackRows({ lengths, bytes }: PackedRows): (head: EntryHead) => SealedEntry {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let next = 0
  let at = 0
  const take = (length: number) => {
    at += length
    return buffer.subarray(at - length, at)
  }
  return (head) => {
    const commitments: { name: string; commitment: Buffer }[] = []
    const rows: SealedRow[] = []
    const add = (name: string, kek: SealedRow['kek']) => {
      commitments.push({ name, commitment: take(HASH_BYTES) })
      const seal = take(SEAL_BYTES)
      rows.push({ name, kek, seal, ciphertext: take(lengths[next++]!), feed: lengths[next++]! })
    }
    add('meta', 'record')
    for (const [name, key] of head.parts) add(name, key)
    return { head, commitments, rows }
  }
}
