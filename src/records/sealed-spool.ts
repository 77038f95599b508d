import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { PartKey } from '../core/record.ts'
import type { KeyRing, WrappingKeys } from './key-ring.ts'
import type { RandomPool } from './random-pool.ts'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts what a stream has shown so far, under keys that belong to one exchange and are never stored. */
export interface SpoolCipher {
  seal(ref: string, seq: number, key: PartKey, content: Uint8Array): Buffer
  open(ref: string, seq: number, key: PartKey, sealed: Buffer): Buffer
  /** Forgets the derived keys of an exchange that ended. */
  forget(ref: string): void
}

export function createSpoolCipher(ring: KeyRing, random: RandomPool): SpoolCipher {
  const keys = new Map<string, WrappingKeys>()

  function keysOf(ref: string): WrappingKeys {
    const known = keys.get(ref)
    if (known !== undefined) return known
    const derived = derivedKeys(ring, ref)
    keys.set(ref, derived)
    return derived
  }

  return {
    seal(ref, seq, key, content) {
      const nonce = random.take(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, keysOf(ref)[key], nonce)
      cipher.setAAD(context(ref, seq))
      const body = cipher.update(content)
      cipher.final()
      return Buffer.concat([nonce, body, cipher.getAuthTag()])
    },
    open(ref, seq, key, sealed) {
      try {
        return opened(sealed, keysOf(ref)[key], context(ref, seq))
      } catch (error) {
        // What a stream showed before its process ended may be from before a rotation.
        for (const keysBefore of ring.older.toReversed()) {
          try {
            return opened(sealed, derivedKeys(keysBefore, ref)[key], context(ref, seq))
          } catch {
            // Not these either.
          }
        }
        throw error
      }
    },
    forget(ref) {
      keys.delete(ref)
    },
  }
}

function opened(sealed: Buffer, key: KeyObject, context: Buffer): Buffer {
  const end = sealed.byteLength - TAG_BYTES
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(context)
  decipher.setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()])
}

function derivedKeys({ record, sealed }: WrappingKeys, ref: string): WrappingKeys {
  return { record: derive(record, ref), sealed: derive(sealed, ref) }
}

function derive(kek: KeyObject, ref: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', kek, ref, 'spool', 32)))
}

function context(ref: string, seq: number): Buffer {
  return Buffer.from(`${ref}${seq}`)
}
