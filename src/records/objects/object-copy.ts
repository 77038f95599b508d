import { checkpointFrame, entryFrames } from '../copy/copy-frames.ts'
import { framesOf } from '../copy/frames.ts'
import type { RawEntry } from '../log-source.ts'
import type { ObjectStore } from './object-store.ts'

/** Bytes from which a pair of objects is left as it is and the next one begun. */
const PAIR_BYTES = 4 * 1024 * 1024

/** Digits of an index in a name, so that names are in the order of the log. */
const DIGITS = 16

/**
 * A copy of a log as pairs of objects, wrapped keys and contents, each pair named by its first entry. The last pair is put
 * again, whole, as it grows: keys first, so that contents are never there without them.
 */
export interface ObjectCopy {
  /** Entries that the store has, or was given and will have with the next `sync`. */
  readonly size: number
  readonly lastId: string | null
  add(entry: RawEntry): Promise<void>
  checkpoint(note: string): void
  /** Everything given so far is in the store. */
  sync(): Promise<void>
}

/** Goes on where a copy ends, or begins one. `name` is before all names of it. */
export async function openObjectCopy(store: ObjectStore, name: string): Promise<ObjectCopy> {
  const found = (await store.list(`${name}/`)).filter((one) => one.endsWith('.contents'))
  let first = firstOf(found.at(-1) ?? pairName(name, 0, 'contents'))
  let contents = found.length === 0 ? [] : [await there(store, pairName(name, first, 'contents'))]
  let keys = found.length === 0 ? [] : [await there(store, pairName(name, first, 'keys'))]
  const heads = contents
    .flatMap((bytes) => [...framesOf(bytes)].map(({ head }) => head))
    .filter(({ checkpoint }) => checkpoint === undefined)
  let size = first + heads.length
  let bytes = contents.reduce((sum, one) => sum + one.byteLength, 0)
  let isDirty = false
  const lastId = (heads.at(-1)?.['id'] as string | undefined) ?? null
  // A crash may have left keys of entries whose contents never came.
  keys = keys.map((all) => keysUpTo(all, size))

  async function sync(): Promise<void> {
    if (!isDirty) return
    await store.put(pairName(name, first, 'keys'), Buffer.concat(keys))
    await store.put(pairName(name, first, 'contents'), Buffer.concat(contents))
    isDirty = false
  }

  return {
    lastId,
    get size() {
      return size
    },
    async add(entry) {
      if (entry.index !== size) throw new Error(`the copy has ${size} entries and was given entry ${entry.index}`)
      if (bytes >= PAIR_BYTES) {
        await sync()
        first = size
        contents = []
        keys = []
        bytes = 0
      }
      const frames = entryFrames(entry)
      keys.push(frames.keys)
      contents.push(frames.contents)
      bytes += frames.contents.byteLength
      size++
      isDirty = true
    },
    checkpoint(note) {
      contents.push(checkpointFrame(note))
      isDirty = true
    },
    sync,
  }
}

/** Names of a copy’s objects of one kind, in the order of the log. */
export async function pairsOf(store: ObjectStore, name: string, kind: 'contents' | 'keys'): Promise<string[]> {
  return (await store.list(`${name}/`)).filter((one) => one.endsWith(`.${kind}`))
}

function pairName(name: string, first: number, kind: 'contents' | 'keys'): string {
  return `${name}/${String(first).padStart(DIGITS, '0')}.${kind}`
}

function firstOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('/') + 1).split('.')[0])
}

async function there(store: ObjectStore, name: string): Promise<Buffer> {
  const bytes = await store.get(name)
  if (bytes === null) throw new Error(`${name} is missing`)
  return bytes
}

function keysUpTo(all: Buffer, size: number): Buffer {
  let end = 0
  for (const frame of framesOf(all)) if ((frame.head['index'] as number) < size) end = frame.end
  return all.subarray(0, end)
}
