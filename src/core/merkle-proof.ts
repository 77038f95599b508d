import { type NodeSource, nodeHash, rangeRoot, splitPoint } from './merkle.ts'

/** The audit path of leaf `index` in a tree of `size` leaves, leaf's sibling first (RFC 6962 2.1.1). */
export function inclusionProof(index: number, size: number, nodeAt: NodeSource): Buffer[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  return path(index, 0, size, nodeAt)
}

function path(index: number, start: number, end: number, nodeAt: NodeSource): Buffer[] {
  if (end - start === 1) return []
  const middle = start + splitPoint(end - start)
  return index < middle
    ? [...path(index, start, middle, nodeAt), rangeRoot(middle, end, nodeAt)]
    : [...path(index, middle, end, nodeAt), rangeRoot(start, middle, nodeAt)]
}

/** Proof that the tree of `size` leaves extends the tree of `oldSize` leaves (RFC 6962 2.1.2). */
export function consistencyProof(oldSize: number, size: number, nodeAt: NodeSource): Buffer[] {
  if (!(oldSize >= 0 && oldSize <= size)) throw new RangeError(`a tree of ${size} has no state of ${oldSize}`)
  return oldSize === 0 ? [] : subproof(oldSize, 0, size, true, nodeAt)
}

function subproof(old: number, start: number, end: number, isWhole: boolean, nodeAt: NodeSource): Buffer[] {
  if (old === end) return isWhole ? [] : [rangeRoot(start, end, nodeAt)]
  const middle = start + splitPoint(end - start)
  return old <= middle
    ? [...subproof(old, start, middle, isWhole, nodeAt), rangeRoot(middle, end, nodeAt)]
    : [...subproof(old, middle, end, false, nodeAt), rangeRoot(start, middle, nodeAt)]
}

/** Whether `proof` shows `leaf` at `index` of the tree with this size and root (RFC 9162 2.1.3.2, same tree). */
export function isIncluded(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (!(index >= 0 && index < size)) return false
  let last = size - 1
  let at = index
  let result = leaf
  for (const hash of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      result = nodeHash(hash, result)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else {
      result = nodeHash(result, hash)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && result.equals(root)
}

/** Whether `proof` shows that the tree (size, root) extends the tree (oldSize, oldRoot) (RFC 9162 2.1.4.2). */
export function isConsistent(
  oldSize: number,
  oldRoot: Buffer,
  size: number,
  root: Buffer,
  proof: readonly Buffer[],
): boolean {
  if (oldSize > size) return false
  if (oldSize === size) return proof.length === 0 && oldRoot.equals(root)
  if (oldSize === 0) return proof.length === 0
  const isFull = Number.isInteger(Math.log2(oldSize)) && 2 ** Math.log2(oldSize) === oldSize
  const hashes = isFull ? [oldRoot, ...proof] : [...proof]
  let at = oldSize - 1
  let last = size - 1
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  const first = hashes.shift()
  if (first === undefined) return false
  let oldResult = first
  let result = first
  for (const hash of hashes) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      oldResult = nodeHash(hash, oldResult)
      result = nodeHash(hash, result)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else {
      result = nodeHash(result, hash)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && oldResult.equals(oldRoot) && result.equals(root)
}
