import { hash } from 'node:crypto'

/** Bytes of one hash of the tree (SHA-256). */
export const HASH_BYTES = 32

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962 2.1). */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer')

/** SHA-256(0x00 || entry), RFC 6962 2.1. */
export function leafHash(entry: Uint8Array): Buffer {
  return sha256(prefixed(entry))
}

/** Room for any entry that fits a bundle, so that hashing one allocates nothing. */
const leaf = Buffer.alloc(1 + 65_535)

function prefixed(entry: Uint8Array): Buffer {
  const end = entry.byteLength + 1
  const input = end <= leaf.byteLength ? leaf.subarray(0, end) : Buffer.alloc(end)
  input.set(entry, 1)
  return input
}

/** By way of text, at a third of the cost: a digest as bytes gets memory of its own outside the heap. */
export function sha256(input: Buffer): Buffer {
  return Buffer.from(hash('sha256', input, 'binary'), 'latin1')
}

const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1)

/** SHA-256(0x01 || left || right), RFC 6962 2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1)
  node.set(right, 1 + HASH_BYTES)
  return sha256(node)
}

/** A tree reduced to the roots of its full subtrees, largest first: one for each 1 bit of `size`. */
export interface Frontier {
  readonly size: number
  readonly nodes: readonly Buffer[]
}

export const EMPTY_FRONTIER: Frontier = { size: 0, nodes: [] }

/**
 * The frontier after one more leaf. `onNode` sees every full subtree that the leaf completes, from the leaf itself (level
 * 0) up. Sizes stay below 2^53, so arithmetic avoids 32-bit operators.
 */
export function appendLeaf(frontier: Frontier, leaf: Buffer, onNode?: (level: number, node: Buffer) => void): Frontier {
  const nodes = [...frontier.nodes]
  let merged = leaf
  let level = 0
  onNode?.(level, merged)
  for (let size = frontier.size; size % 2 === 1; size = Math.floor(size / 2)) {
    merged = nodeHash(nodes.pop()!, merged)
    onNode?.(++level, merged)
  }
  nodes.push(merged)
  return { size: frontier.size + 1, nodes }
}

/** The root hash of a frontier: subtrees are joined from the smallest up. */
export function rootOf(frontier: Frontier): Buffer {
  let root = frontier.nodes.at(-1)
  if (root === undefined) return EMPTY_ROOT
  for (let i = frontier.nodes.length - 2; i >= 0; i--) root = nodeHash(frontier.nodes[i]!, root)
  return root
}

/** Gives the root of the full subtree over leaves `[index * 2^level, (index + 1) * 2^level)`. */
export type NodeSource = (level: number, index: number) => Buffer

/** The root of leaves `[start, end)`, from full subtrees. `start` is a multiple of a power of two that is >= the range. */
export function rangeRoot(start: number, end: number, nodeAt: NodeSource): Buffer {
  const width = end - start
  const level = Math.floor(Math.log2(width))
  if (2 ** level === width) return nodeAt(level, start / width)
  const middle = start + splitPoint(width)
  return nodeHash(rangeRoot(start, middle, nodeAt), rangeRoot(middle, end, nodeAt))
}

/** The largest power of two below `n` (RFC 6962 2.1), for n > 1. */
export function splitPoint(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
