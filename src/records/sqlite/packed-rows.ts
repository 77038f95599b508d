import type { EntryHead } from './messages.ts'
import { SEARCH_FEED, type SealedEntry, type SealedRow } from './seal-entry.ts'

/** Sealed rows as one buffer, to cross threads: commitment, salt, nonce and wrapped key have fixed sizes. */
export interface PackedRows {
  /** Bytes of each row's ciphertext. */
  readonly lengths: Int32Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
}

const COMMITMENT = 32
const SALT = 32
const NONCE = 12
const WRAPPED = 60
const FIXED = COMMITMENT + SALT + NONCE + WRAPPED

export function packRows(entries: readonly SealedEntry[]): PackedRows {
  const rows = entries.flatMap((entry) =>
    entry.rows.map((row, i) => ({ row, commitment: entry.commitments[i]?.commitment })),
  )
  const lengths = Int32Array.from(rows, ({ row }) => row.ciphertext.byteLength)
  const bytes = new Uint8Array(lengths.reduce((total, length) => total + FIXED + length, 0))
  let at = 0
  for (const { row, commitment } of rows) {
    if (commitment !== undefined) bytes.set(commitment, at)
    bytes.set(row.salt, at + COMMITMENT)
    bytes.set(row.nonce, at + COMMITMENT + SALT)
    bytes.set(row.wrapped, at + COMMITMENT + SALT + NONCE)
    bytes.set(row.ciphertext, at + FIXED)
    at += FIXED + row.ciphertext.byteLength
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
      const commitment = take(COMMITMENT)
      if (name !== SEARCH_FEED) commitments.push({ name, commitment })
      const length = lengths[next++]!
      rows.push({ name, kek, salt: take(SALT), nonce: take(NONCE), wrapped: take(WRAPPED), ciphertext: take(length) })
    }
    add('meta', 'record')
    for (const [name, key] of head.parts) add(name, key)
    if (head.search !== undefined) add(SEARCH_FEED, 'record')
    return { head, commitments, rows }
  }
}
