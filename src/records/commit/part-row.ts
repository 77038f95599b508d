import { type KeyRing, wrappingKey } from '../key-ring.ts'
import { openPart, partContext } from '../sealed-part.ts'
import { toBuffer } from './to-buffer.ts'

/** A row of `part` as the driver gives it. */
export interface PartRow {
  readonly name: string
  readonly kek: string
  readonly seal: Uint8Array
  readonly ciphertext: Uint8Array
  readonly feed: number
}

/** The content of a part; throws when it was altered or the ring isn't the one it was sealed with. */
export function openPartRow(entryId: string, row: PartRow, ring: KeyRing): Buffer {
  const plain = openWhole(entryId, row, ring)
  return plain.subarray(0, plain.byteLength - row.feed)
}

/** A part's content with the salt that its commitment was made with: what whoever has both can check. */
export function openPartWithSalt(entryId: string, row: PartRow, ring: KeyRing): { content: Buffer; salt: Buffer } {
  const sealed = { seal: toBuffer(row.seal), ciphertext: row.ciphertext }
  const { content, salt } = openPart(sealed, partContext(entryId, row.name), wrappingKey(ring, row.kek))
  return { content: content.subarray(0, content.byteLength - row.feed), salt }
}

/** What stands behind a part for the index, and the part's content; null when there is none. */
export function openFeed(entryId: string, row: PartRow, ring: KeyRing) {
  if (row.feed === 0) return null
  const plain = openWhole(entryId, row, ring)
  const start = plain.byteLength - row.feed
  return { content: plain.subarray(0, start), feed: plain.subarray(start) }
}

function openWhole(entryId: string, row: PartRow, ring: KeyRing): Buffer {
  const sealed = { seal: toBuffer(row.seal), ciphertext: row.ciphertext }
  return openPart(sealed, partContext(entryId, row.name), wrappingKey(ring, row.kek)).content
}
