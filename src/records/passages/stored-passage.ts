import { type KeyRing, keyName, wrappingKey } from '../key-ring.ts'
import type { RandomPool } from '../random-pool.ts'
import { openPart, type SealedPart, sealPart } from '../sealed-part.ts'
import type { Passage } from './cut-body.ts'

/** Passages are packed from this size on, bytes: each is written once, however often it is sent again. */
const PACK_FROM = 512

/** A passage at rest: under a key of its own, and gone with the last part that goes on after it. */
export interface StoredPassage extends SealedPart {
  readonly id: Buffer
  readonly parent: Buffer | null
  /** Name of the ring's key that wraps its own. */
  readonly kek: string
}

/** What of a part's content lies in passages, which other parts of the same caller have too. */
export interface SharedContent {
  /** The last of the passages that the content begins with. */
  readonly beginning: Buffer | null
  /** The passage that the content ends with. */
  readonly ending: Buffer | null
  /** Null: there is none of this name. */
  find(id: Buffer): StoredPassage | null
}

export function sealPassage({ id, parent, content }: Passage, ring: KeyRing, random: RandomPool): StoredPassage {
  const { seal, ciphertext } = sealPart(content, contextOf(id, parent), ring.record, random, PACK_FROM)
  return { id, parent, kek: keyName(ring, 'record'), seal, ciphertext }
}

/** Joins a content to its passages; throws when one of them is missing or is not what it was. */
export function joinShared(own: Buffer, { beginning, ending, find }: SharedContent, ring: KeyRing): Buffer {
  const pieces = [own]
  const seen = new Set<string>()
  for (let id = beginning; id !== null; ) {
    const name = id.toString('hex')
    if (seen.has(name)) throw new Error(`passage ${name} goes on after itself`)
    seen.add(name)
    const passage = found(id, find)
    pieces.unshift(openPassage(passage, ring))
    id = passage.parent
  }
  if (ending !== null) pieces.push(openPassage(found(ending, find), ring))
  return Buffer.concat(pieces)
}

/** Binds a part to the passages that its content goes on after and ends with. */
export function sharedContext({ beginning, ending }: Pick<SharedContent, 'beginning' | 'ending'>): Buffer {
  return Buffer.from(` after ${beginning?.toString('hex') ?? ''} before ${ending?.toString('hex') ?? ''}`)
}

function found(id: Buffer, find: SharedContent['find']): StoredPassage {
  const passage = find(id)
  if (passage === null) throw new Error(`passage ${id.toString('hex')} is missing`)
  return passage
}

/** What was opened of rows that somebody still has: a verifier meets the same ones turn after turn. */
const opened = new WeakMap<StoredPassage, { readonly ring: KeyRing; readonly content: Buffer }>()

function openPassage(passage: StoredPassage, ring: KeyRing): Buffer {
  const known = opened.get(passage)
  if (known?.ring === ring) return known.content
  const { id, parent, kek, seal, ciphertext } = passage
  const { content } = openPart({ seal, ciphertext }, contextOf(id, parent), wrappingKey(ring, kek))
  opened.set(passage, { ring, content })
  return content
}

function contextOf(id: Buffer, parent: Buffer | null): Buffer {
  return Buffer.from(`passage ${id.toString('hex')} after ${parent?.toString('hex') ?? ''}`)
}
