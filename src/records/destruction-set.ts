import { createHash } from 'node:crypto'

/** One entry of a disposition's set, as the tree itself names it. */
export interface SetMember {
  readonly index: number
  /** Names of the parts that go. */
  readonly parts: readonly string[]
}

/**
 * SHA-256, lower-case hexadecimal, over the lines `<index> <part>\n` of a disposition: by index as a number, then by part
 * name. Members are given in ascending order. Anybody can compute it again from the tree, which keeps indexes and names.
 */
export function setDigest(members: Iterable<SetMember>): string {
  const digest = createHash('sha256')
  for (const { index, parts } of members) for (const part of [...parts].sort()) digest.update(`${index} ${part}\n`)
  return digest.digest('hex')
}
