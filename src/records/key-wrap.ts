import { type Cipheriv, createCipheriv, type KeyObject } from 'node:crypto'
import type { RandomPool } from './random-pool.ts'

const BLOCK_BYTES = 16

/** Bytes of a wrapping's first counter block: random but for its last four bits, which count from 0. */
export const WRAP_IV_BYTES = BLOCK_BYTES

/** Bytes that a wrapping hides: at most 16 blocks. */
export const WRAP_SECRET_BYTES = 64

/** Wrappings whose masks are made together. */
const DRAWN = 256

interface Drawn {
  readonly ivs: Buffer
  readonly masks: Buffer
  used: number
}

const contexts = new WeakMap<KeyObject, Cipheriv>()
const drawn = new WeakMap<KeyObject, Drawn>()

/**
 * Wraps a secret in place and gives the counter block: XOR with AES-256 in counter mode (SP 800-38A 6.5). It hides;
 * that a secret is the right one is proved by the tag of what it opens.
 */
export function wrapSecret(kek: KeyObject, secret: Uint8Array, random: RandomPool): Buffer {
  let masks = drawn.get(kek)
  if (masks === undefined || masks.used === DRAWN) {
    const ivs = random.take(DRAWN * WRAP_IV_BYTES)
    masks = { ivs, masks: masksOf(kek, ivs), used: 0 }
    drawn.set(kek, masks)
  }
  const at = masks.used++
  mix(secret, masks.masks, at * WRAP_SECRET_BYTES)
  return masks.ivs.subarray(at * WRAP_IV_BYTES, (at + 1) * WRAP_IV_BYTES)
}

/** Unwraps in place. */
export function unwrapSecret(kek: KeyObject, iv: Uint8Array, secret: Uint8Array): void {
  mix(secret, masksOf(kek, iv), 0)
}

function masksOf(kek: KeyObject, ivs: Uint8Array): Buffer {
  const each = WRAP_SECRET_BYTES / BLOCK_BYTES
  const blocks = Buffer.allocUnsafe(ivs.byteLength * each)
  for (let at = 0; at < blocks.byteLength; at += BLOCK_BYTES) {
    const count = (at / BLOCK_BYTES) % each
    const iv = (at / BLOCK_BYTES - count) / each
    for (let i = 0; i < BLOCK_BYTES; i++) blocks[at + i] = ivs[iv * BLOCK_BYTES + i]!
    blocks[at + BLOCK_BYTES - 1] = (blocks[at + BLOCK_BYTES - 1]! & 0xf0) | count
  }
  return contextOf(kek).update(blocks)
}

function mix(secret: Uint8Array, masks: Uint8Array, from: number): void {
  for (let i = 0; i < WRAP_SECRET_BYTES; i++) secret[i]! ^= masks[from + i]!
}

/** Counter mode is the block cipher over counters; its context alone can be kept, and making one costs most. */
function contextOf(kek: KeyObject): Cipheriv {
  let context = contexts.get(kek)
  if (context === undefined) {
    context = createCipheriv('aes-256-ecb', kek, null).setAutoPadding(false)
    contexts.set(kek, context)
  }
  return context
}
