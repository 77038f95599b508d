import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { PartKey } from '../core/record.ts'
import type { KeyRing } from './key-ring.ts'
import type { RandomPool } from './random-pool.ts'
import { decrypt, encrypt } from './sealed-part.ts'

const NONCE_BYTES = 12

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
      return Buffer.concat([nonce, encrypt(keysOf(ref)[key], nonce, context(ref, seq), content)])
    },
    open(ref, seq, key, sealed) {
      return decrypt(keysOf(ref)[key], sealed.subarray(0, NONCE_BYTES), context(ref, seq), sealed.subarray(NONCE_BYTES))
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
