import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { leafHash } from '../../core/merkle.ts'
import type { RawEntry, RawPart } from '../log-source.ts'
import type { SharedContent, StoredPassage } from '../passages/stored-passage.ts'
import { readFrames } from './frames.ts'
import { CONTENTS_FILE, KEYS_FILE } from './write-copy.ts'

/** What a copy holds: entries and checkpoints, in the order in which they were written. */
export type CopiedItem = { readonly entry: RawEntry } | { readonly checkpoint: string }

interface EntryHead {
  readonly index: number
  readonly id: string
  readonly type: string
  readonly ref: string | null
  readonly isTerminal: boolean
  readonly time: string
  readonly entry: number
  readonly parts: readonly (readonly [
    name: string,
    kek: string,
    feed: number,
    bytes: number,
    beginning?: string | null,
    ending?: string | null,
  ])[]
  /** None in a copy that was made before there were any. */
  readonly passages?: readonly (readonly [id: string, parent: string | null, kek: string, bytes: number])[]
}

/** Reads a backup or a mirror, nothing trusted. A part whose wrapped key isn’t there any more is left out. */
export function* readCopy(folder: string): Generator<CopiedItem> {
  const contents = join(folder, CONTENTS_FILE)
  if (!existsSync(contents)) throw new Error(`${folder} holds no copy of records`)
  const seals = sealsOf(join(folder, KEYS_FILE))
  for (const { head, bytes } of readFrames(contents)) {
    const note = head['checkpoint']
    if (typeof note === 'string') yield { checkpoint: note }
    else yield { entry: toEntry(head as unknown as EntryHead, bytes, seals) }
  }
}

interface SealLengths {
  readonly parts: readonly (readonly [name: string, bytes: number])[]
  /** None in a copy that was made before there were any. */
  readonly passages?: readonly (readonly [id: string, bytes: number])[]
}

/** By the name of a part, and by the id of a passage. */
type Seals = (index: number) => ReadonlyMap<string, Buffer>

function sealsOf(path: string): Seals {
  if (!existsSync(path)) return () => new Map()
  const frames = readFrames(path)
  let next = frames.next()
  return (index) => {
    const seals = new Map<string, Buffer>()
    while (!next.done && (next.value.head['index'] as number) < index) next = frames.next()
    if (next.done || next.value.head['index'] !== index) return seals
    let at = 0
    const { parts, passages = [] } = next.value.head as unknown as SealLengths
    for (const [name, length] of [...parts, ...passages]) {
      seals.set(name, next.value.bytes.subarray(at, at + length))
      at += length
    }
    return seals
  }
}

function toEntry(head: EntryHead, bytes: Buffer, sealsAt: Seals): RawEntry {
  const { index, id, type, ref, isTerminal, time } = head
  const seals = sealsAt(index)
  const entry = bytes.subarray(0, head.entry)
  const parts: RawPart[] = []
  let at = head.entry
  for (const [name, kek, feed, length, beginning, ending] of head.parts) {
    const seal = seals.get(name)
    const shared = sharedOf(beginning, ending)
    if (seal !== undefined) parts.push({ name, kek, feed, seal, ciphertext: bytes.subarray(at, at + length), shared })
    at += length
  }
  const passages: StoredPassage[] = []
  for (const [passage, before, kek, length] of head.passages ?? []) {
    const seal = seals.get(passage)
    const ciphertext = bytes.subarray(at, at + length)
    if (seal !== undefined) passages.push({ id: fromHex(passage), parent: fromHex(before), kek, seal, ciphertext })
    at += length
  }
  return { index, id, type, ref, isTerminal, time, entry, leaf: leafHash(entry), parts, passages }
}

/** A copy is read through once: only the store that it fills finds passages. */
function sharedOf(beginning: string | null = null, ending: string | null = null): SharedContent | null {
  if (beginning === null && ending === null) return null
  return { beginning: fromHex(beginning), ending: fromHex(ending), find: nowhere }
}

function nowhere(): null {
  return null
}

function fromHex<T extends string | null>(id: T): T extends string ? Buffer : Buffer | null
function fromHex(id: string | null): Buffer | null {
  return id === null ? null : Buffer.from(id, 'hex')
}
