import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { PartKey } from '../core/record.ts'
import type { KeyRing } from './key-ring.ts'
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
  const keys = new Map<string, Record<PartKey, KeyObject>>()

  function keysOf(ref: string): Record<PartKey, KeyObject> {
    const known = keys.get(ref)
    if (known !== undefined) return known
    const derived = { record: derive(ring.record, ref), sealed: derive(ring.sealed, ref) }
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
      const end = sealed.byteLength - TAG_BYTES
      const nonce = sealed.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv(CIPHER, keysOf(ref)[key], nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(context(ref, seq))
      decipher.setAuthTag(sealed.subarray(end))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()])
    },
    forget(ref) {
      keys.delete(ref)
    },
  }
}

function derive(kek: KeyObject, ref: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', kek, ref, 'spool', 32)))
}

function context(ref: string, seq: number): Buffer {
  return Buffer.from(`${ref}${seq}`)
}
