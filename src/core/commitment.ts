import { sha256 } from './merkle.ts'

/** Bytes of a part's salt: random, used once, destroyed with the content. */
export const SALT_BYTES = 32

/** Reused for contents up to this size, so that committing to one allocates nothing. */
const scratch = Buffer.alloc(65_536, 0x50)

/**
 * SHA-256(0x50 || salt || content): what an entry shows of a part. The prefix 'P' keeps it apart from leaf and
 * node hashes; the salt makes short contents impossible to guess once it is destroyed.
 */
export function partCommitment(salt: Uint8Array, content: Uint8Array): Buffer {
  const end = 1 + SALT_BYTES + content.byteLength
  const input = end <= scratch.byteLength ? scratch.subarray(0, end) : Buffer.alloc(end, 0x50)
  input.set(salt, 1)
  input.set(content, 1 + SALT_BYTES)
  return sha256(input)
}
