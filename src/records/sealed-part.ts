import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { partCommitment, SALT_BYTES } from '../core/commitment.ts'
import type { RandomPool } from './random-pool.ts'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const KEY_BYTES = 32
const TAG_BYTES = 16

/** A part at rest. Without `wrapped` nobody can read it; without `salt` nobody can test a guess against the entry. */
export interface SealedPart {
  readonly salt: Buffer
  readonly nonce: Buffer
  /** The part's own key under a key of the ring: nonce, key, tag. */
  readonly wrapped: Buffer
  /** Content and tag. */
  readonly ciphertext: Buffer
}

/** Additional data of both layers: a part can't be moved to another entry or name. Entry ids have one length. */
export function partContext(entryId: string, name: string): Buffer {
  return Buffer.from(entryId + name)
}

/** Encrypts a part under a random key of its own and wraps that key. */
export function sealPart(content: Uint8Array, context: Buffer, kek: KeyObject, random: RandomPool): SealedPart {
  const salt = random.take(SALT_BYTES)
  const key = random.take(KEY_BYTES)
  const nonce = random.take(NONCE_BYTES)
  const ciphertext = encrypt(createSecretKey(key), nonce, context, content)
  const wrapNonce = random.take(NONCE_BYTES)
  const wrapped = Buffer.concat([wrapNonce, encrypt(kek, wrapNonce, context, key)])
  key.fill(0)
  return { salt, nonce, wrapped, ciphertext }
}

/** The content of a part; throws when key, context or bytes are not the ones it was sealed with. */
export function openPart(part: SealedPart, context: Buffer, kek: KeyObject): Buffer {
  const key = decrypt(kek, part.wrapped.subarray(0, NONCE_BYTES), context, part.wrapped.subarray(NONCE_BYTES))
  return decrypt(createSecretKey(key), part.nonce, context, part.ciphertext)
}

export function commitmentOf(part: SealedPart, content: Uint8Array): Buffer {
  return partCommitment(part.salt, content)
}

export function encrypt(key: KeyObject, nonce: Buffer, context: Buffer, content: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce)
  cipher.setAAD(context)
  const body = cipher.update(content)
  cipher.final()
  return Buffer.concat([body, cipher.getAuthTag()])
}

export function decrypt(key: KeyObject, nonce: Uint8Array, context: Buffer, sealed: Uint8Array): Buffer {
  const end = sealed.byteLength - TAG_BYTES
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(context)
  decipher.setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
}
