import { createPublicKey, hash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { VerificationError } from '@sigstore/verify'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signCheckpoint } from '../../../src/core/checkpoint.ts'
import {
  appendLeaf,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  type Frontier,
  leafHash,
  type NodeSource,
  nodeHash,
  rangeRoot,
  rootOf,
} from '../../../src/core/merkle.ts'
import { consistencyProof, inclusionProof, isConsistent, isIncluded } from '../../../src/core/merkle-proof.ts'
import { formatTlogProof, parseTlogProof } from '../../../src/core/tlog-proof.ts'
import { signingKeyFromSeed } from '../../../src/records/signing-key.ts'

const entries = Array.from({ length: 600 }, (_, i) => Buffer.from(`entry ${i}`))
const leaves = entries.map(leafHash)
const sizes = [1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513]

/** RFC 6962 2.1, as written there. */
function naiveRoot(of: readonly Buffer[]): Buffer {
  if (of.length === 0) return hash('sha256', '', 'buffer')
  if (of.length === 1) return of[0]!
  let k = 1
  while (k * 2 < of.length) k *= 2
  return nodeHash(naiveRoot(of.slice(0, k)), naiveRoot(of.slice(k)))
}

const nodeAt: NodeSource = (level, index) => naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))

function grown(size: number): Frontier {
  let frontier = EMPTY_FRONTIER
  for (const leaf of leaves.slice(0, size)) frontier = appendLeaf(frontier, leaf)
  return frontier
}

test('the root of no leaves is the hash of nothing', () => {
  expect(rootOf(EMPTY_FRONTIER).toString('hex')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
})

test.each(sizes)('frontier, subtrees and the definition give one root at size %i', (size) => {
  const expected = naiveRoot(leaves.slice(0, size))
  expect(rootOf(grown(size))).toEqual(expected)
  expect(rangeRoot(0, size, nodeAt)).toEqual(expected)
})

test('a completed subtree is announced once, with its level', () => {
  const seen: number[] = []
  let frontier = EMPTY_FRONTIER
  for (const leaf of leaves.slice(0, 8)) frontier = appendLeaf(frontier, leaf, (level) => seen.push(level))
  expect(seen).toEqual([0, 0, 1, 0, 0, 1, 2, 0, 0, 1, 0, 0, 1, 2, 3])
})

test('every leaf of every size is proved, and no other leaf, place, size or root passes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.nat(), fc.nat(), (size, at, wrong) => {
      const index = at % size
      const root = naiveRoot(leaves.slice(0, size))
      const proof = inclusionProof(index, size, nodeAt)
      expect(isIncluded(leaves[index]!, index, size, proof, root)).toBe(true)
      const other = (index + 1 + (wrong % 598)) % 600
      expect(isIncluded(leaves[other]!, index, size, proof, root)).toBe(false)
      if (size > 1) expect(isIncluded(leaves[index]!, (index + 1) % size, size, proof, root)).toBe(false)
      expect(isIncluded(leaves[index]!, index, size, proof, EMPTY_ROOT)).toBe(false)
      expect(isIncluded(leaves[index]!, index, size, [...proof, root], root)).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('every older tree is proved to be a prefix, and a rewritten one is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.nat(), (size, at) => {
      const old = 1 + (at % size)
      const oldRoot = naiveRoot(leaves.slice(0, old))
      const root = naiveRoot(leaves.slice(0, size))
      const proof = consistencyProof(old, size, nodeAt)
      expect(isConsistent(old, oldRoot, size, root, proof)).toBe(true)
      const rewritten = naiveRoot([...leaves.slice(0, old - 1), leafHash(Buffer.from('rewritten'))])
      expect(isConsistent(old, rewritten, size, root, proof)).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('sigstore accepts our proofs and checkpoint, and refuses a changed entry', () => {
  const main = createRequire(import.meta.url).resolve('@sigstore/verify')
  const require = createRequire(main)
  const { verifyMerkleInclusion } = require(join(dirname(main), 'tlog/merkle.js'))
  const { verifyCheckpoint } = require(join(dirname(main), 'tlog/checkpoint.js'))
  const key = signingKeyFromSeed('log.example.gov/ai', Buffer.alloc(32, 1))
  const publicKey = createPublicKey(key.privateKey)
  const logID = Buffer.concat([Buffer.from(key.vkey.split('+')[1]!, 'hex'), Buffer.alloc(28)])
  for (const size of [1, 2, 255, 256, 257]) {
    const envelope = signCheckpoint({ origin: key.name, size, root: rootOf(grown(size)) }, key.privateKey)
    for (const index of new Set([0, size >> 1, size - 1])) {
      const text = formatTlogProof({ index, hashes: inclusionProof(index, size, nodeAt), checkpoint: envelope })
      const proof = parseTlogProof(text)
      const bundle = (body: Buffer) => ({
        canonicalizedBody: body,
        inclusionProof: {
          logIndex: String(proof.index),
          hashes: proof.hashes,
          checkpoint: { envelope: proof.checkpoint },
        },
      })
      const checkpoint = verifyCheckpoint(bundle(entries[index]!), [{ logID, publicKey, baseURL: key.name }])
      expect(() => verifyMerkleInclusion(bundle(entries[index]!), checkpoint)).not.toThrow()
      expect(() => verifyMerkleInclusion(bundle(Buffer.from('changed')), checkpoint)).toThrow(VerificationError)
    }
  }
})
