import { hash } from 'node:crypto'

/** Bytes of a part's salt: random, used once, destroyed with the content. */
export const SALT_BYTES = 32

/**
 * SHA-256(0x50 || salt || content): what an entry shows of a part. The prefix 'P' keeps it apart from leaf and node
 * hashes; the salt makes short contents impossible to guess once it is destroyed.
 */
export function partCommitment(salt: Uint8Array, content: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + SALT_BYTES + content.byteLength)
  input[0] = 0x50
  input.set(salt, 1)
  input.set(content, 1 + SALT_BYTES)
  return hash('sha256', input, 'buffer')
}
