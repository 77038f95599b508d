import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { SALT_BYTES } from '../core/commitment.ts'
import { unwrapSecret, WRAP_IV_BYTES, WRAP_SECRET_BYTES, wrapSecret } from './key-wrap.ts'
import type { RandomPool } from './random-pool.ts'

const CIPHER = 'aes-256-gcm'
const TAG_BYTES = 16
const SECRET = WRAP_IV_BYTES
const KEY = SECRET + SALT_BYTES
const TAG = SECRET + WRAP_SECRET_BYTES

/** Bytes of a seal; a packed content's has one more, which says so. */
const SEAL_BYTES = TAG + TAG_BYTES
const PACKED = 1

/** Content is packed from this size on, bytes: below it, zstd (RFC 8878) takes longer than everything else together. */
const PACK_FROM = 8 * 1024

/** A key encrypts one content and no other, so its nonce need not vary. */
const NONCE = Buffer.alloc(12)

/** A part at rest. Without `seal` nobody can read it, nor test a guess of it against the entry. */
export interface SealedPart {
  /** Counter block; salt and the part's own key, wrapped by a key of the ring; tag of the content; for a packed one, a byte more. */
  readonly seal: Buffer
  readonly ciphertext: Uint8Array
}

/** A part just sealed, with the salt to commit to it. */
export interface FreshPart extends SealedPart {
  readonly salt: Buffer
}

/** Additional data: a part can't be moved to another entry or name. Entry ids have one length. */
export function partContext(entryId: string, name: string): Buffer {
  return Buffer.from(entryId + name)
}

/** Encrypts a part under a random key of its own and wraps that key and the part's salt. */
export function sealPart(
  content: Uint8Array,
  context: Buffer,
  kek: KeyObject,
  random: RandomPool,
  packFrom: number = PACK_FROM,
): FreshPart {
  const packed = content.byteLength < packFrom ? null : zstdCompressSync(content)
  const isPacked = packed !== null && packed.byteLength < content.byteLength
  const secret = random.take(SEAL_BYTES)
  const seal = isPacked ? Buffer.concat([secret, Buffer.of(PACKED)]) : secret
  const salt = Buffer.from(seal.subarray(SECRET, KEY))
  const cipher = createCipheriv(CIPHER, createSecretKey(seal.subarray(KEY, TAG)), NONCE)
  cipher.setAAD(contextOf(seal, context))
  const ciphertext = cipher.update(isPacked ? packed : content)
  cipher.final()
  seal.set(cipher.getAuthTag(), TAG)
  seal.set(wrapSecret(kek, seal.subarray(SECRET, TAG), random))
  return { seal, ciphertext, salt }
}

/** Content and salt of a part; throws when key, context or bytes are not the ones it was sealed with. */
export function openPart({ seal, ciphertext }: SealedPart, context: Buffer, kek: KeyObject) {
  const secret = Buffer.from(seal.subarray(SECRET, TAG))
  unwrapSecret(kek, seal.subarray(0, SECRET), secret)
  const key = createSecretKey(secret.subarray(SALT_BYTES))
  const decipher = createDecipheriv(CIPHER, key, NONCE, { authTagLength: TAG_BYTES })
  decipher.setAAD(contextOf(seal, context))
  decipher.setAuthTag(seal.subarray(TAG, SEAL_BYTES))
  const opened = decipher.update(ciphertext)
  decipher.final()
  const content = isPackedBy(seal) ? zstdDecompressSync(opened) : opened
  return { content, salt: secret.subarray(0, SALT_BYTES) }
}

/** That a content is packed is bound to it: nobody can make one be read as the other. */
function contextOf(seal: Buffer, context: Buffer): Buffer {
  return isPackedBy(seal) ? Buffer.concat([context, seal.subarray(SEAL_BYTES)]) : context
}

function isPackedBy(seal: Buffer): boolean {
  return seal.byteLength === SEAL_BYTES + 1 && seal[SEAL_BYTES] === PACKED
}
