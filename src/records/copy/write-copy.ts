import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { RawEntry } from '../log-source.ts'
import { frameBytes, readFrames } from './frames.ts'

/** What is recorded, encrypted; and the wrapped keys that open it: two files, so that one can have a shorter life. */
export const CONTENTS_FILE = 'contents.records'
export const KEYS_FILE = 'keys.records'

/** Appends entries to a copy of a log. A copy never holds a private key. */
export interface CopyWriter {
  /** Entries that the copy has. */
  readonly size: number
  add(entry: RawEntry): void
  checkpoint(note: string): void
  /** Everything given so far survives a crash: keys and contents. */
  sync(): void
  close(): void
}

/** Bytes gathered before they are written. */
const GATHERED_MAX = 1 << 20

/** Opens a folder to go on where its copy ends, or to begin one; half an entry that a crash left is cut off. */
export function openCopyWriter(folder: string): CopyWriter {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const end = endOf(folder)
  const contents = appending(join(folder, CONTENTS_FILE), end.contents)
  const keys = appending(join(folder, KEYS_FILE), end.keys)
  let { size } = end

  return {
    get size() {
      return size
    },
    add({ index, id, type, ref, isTerminal, time, entry, parts }) {
      if (index !== size) throw new Error(`the copy has ${size} entries and was given entry ${index}`)
      // Keys first: what is cut off by a crash is then never the key of something that is there.
      keys.add(
        frameBytes(
          { index, parts: parts.map(({ name, seal }) => [name, seal.byteLength]) },
          parts.map(({ seal }) => seal),
        ),
      )
      const listed = parts.map(({ name, kek, feed, ciphertext }) => [name, kek, feed, ciphertext.byteLength])
      const head = { index, id, type, ref, isTerminal, time, entry: entry.byteLength, parts: listed }
      contents.add(frameBytes(head, [entry, ...parts.map(({ ciphertext }) => ciphertext)]))
      size++
    },
    checkpoint: (note) => contents.add(frameBytes({ checkpoint: note }, [])),
    sync() {
      keys.sync()
      contents.sync()
    },
    close() {
      keys.close()
      contents.close()
    },
  }
}

/** Where both files hold the same entries. */
function endOf(folder: string): { size: number; contents: number; keys: number } {
  const paths = [join(folder, CONTENTS_FILE), join(folder, KEYS_FILE)] as const
  if (!paths.every((path) => existsSync(path))) return { size: 0, contents: 0, keys: 0 }
  const sealed = readFrames(paths[1])
  const at = { size: 0, contents: 0, keys: 0 }
  for (const { head, end } of readFrames(paths[0])) {
    if (head['checkpoint'] === undefined) {
      const next = sealed.next()
      if (next.done) break
      at.size++
      at.keys = next.value.end
    }
    at.contents = end
  }
  sealed.return(undefined)
  return at
}

function appending(path: string, from: number) {
  const file = openSync(path, 'a', 0o600)
  if (fstatSync(file).size > from) ftruncateSync(file, from)
  let gathered: Buffer[] = []
  let bytes = 0

  function flush(): void {
    const all = Buffer.concat(gathered)
    for (let done = 0; done < all.byteLength; ) done += writeSync(file, all, done)
    gathered = []
    bytes = 0
  }

  return {
    add(frame: Buffer): void {
      gathered.push(frame)
      bytes += frame.byteLength
      if (bytes >= GATHERED_MAX) flush()
    },
    sync(): void {
      flush()
      fsyncSync(file)
    },
    close(): void {
      flush()
      closeSync(file)
    },
  }
}
