import { type KeyRing, wrappingKey } from '../key-ring.ts'
import { joinShared, type SharedContent, sharedContext } from '../passages/stored-passage.ts'
import { openPart, partContext } from '../sealed-part.ts'
import { toBuffer } from './to-buffer.ts'

/** A row of `part` as it lies in a store. */
export interface PartRow {
  readonly name: string
  /** Name of the ring's key that wraps the part's own. */
  readonly kek: string
  readonly seal: Uint8Array
  readonly ciphertext: Uint8Array
  /** Bytes behind the content that the entry doesn't commit to. */
  readonly feed: number
  /** Null: all of the content is here. */
  readonly shared: SharedContent | null
}

/** The content of a part; throws when it was altered or the ring isn't the one it was sealed with. */
export function openPartRow(entryId: string, row: PartRow, ring: KeyRing): Buffer {
  return openWhole(entryId, row, ring).content
}

/** A part's content with the salt that its commitment was made with: what whoever has both can check. */
export function openPartWithSalt(entryId: string, row: PartRow, ring: KeyRing): { content: Buffer; salt: Buffer } {
  return openWhole(entryId, row, ring)
}

/** What stands behind a part for the index, and the part's content; null when there is none. */
export function openFeed(entryId: string, row: PartRow, ring: KeyRing) {
  return row.feed === 0 ? null : openWhole(entryId, row, ring)
}

function openWhole(entryId: string, { name, kek, seal, ciphertext, feed, shared }: PartRow, ring: KeyRing) {
  const context = partContext(entryId, name)
  const bound = shared === null ? context : Buffer.concat([context, sharedContext(shared)])
  const opened = openPart({ seal: toBuffer(seal), ciphertext }, bound, wrappingKey(ring, kek))
  const end = opened.content.byteLength - feed
  const own = opened.content.subarray(0, end)
  const content = shared === null ? own : joinShared(own, shared, ring)
  return { content, salt: opened.salt, feed: opened.content.subarray(end) }
}
