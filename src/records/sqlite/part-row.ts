import type { PartKey } from '../../core/record.ts'
import type { KeyRing } from '../key-ring.ts'
import { openPart, partContext, type SealedPart } from '../sealed-part.ts'
import { toBuffer } from './tile-source.ts'

/** A row of `part` as the driver gives it. */
export interface PartRow {
  readonly name: string
  readonly kek: PartKey
  readonly salt: Uint8Array
  readonly nonce: Uint8Array
  readonly wrapped: Uint8Array
  readonly ciphertext: Uint8Array
}

export function sealedPartOf({ salt, nonce, wrapped, ciphertext }: PartRow): SealedPart {
  return { salt: toBuffer(salt), nonce: toBuffer(nonce), wrapped: toBuffer(wrapped), ciphertext: toBuffer(ciphertext) }
}

/** The content of a part; throws when it was altered or the ring isn't the one it was sealed with. */
export function openPartRow(entryId: string, row: PartRow, ring: KeyRing): Buffer {
  return openPart(sealedPartOf(row), partContext(entryId, row.name), ring[row.kek])
}
