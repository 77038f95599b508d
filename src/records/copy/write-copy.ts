import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { RawEntry } from '../log-source.ts'
import { checkpointFrame, entryFrames } from './copy-frames.ts'
import { readFrames } from './frames.ts'

/** What is recorded, encrypted; and the wrapped keys that open it: two files, so that one can have a shorter life. */
export const CONTENTS_FILE = 'contents.records'
export const KEYS_FILE = 'keys.records'

/** Appends entries to a copy of a log. A copy never holds a private key. */
export interface CopyWriter {
  /** Entries that the copy has. */
  readonly size: number
  /** Id of the last entry that was there when the copy was opened; null: none. */
  readonly lastId: string | null
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
    lastId: end.lastId,
    get size() {
      return size
    },
    add(entry) {
      if (entry.index !== size) throw new Error(`the copy has ${size} entries and was given entry ${entry.index}`)
      const frames = entryFrames(entry)
      // Keys first: what is cut off by a crash is then never the key of something that is there.
      keys.add(frames.keys)
      contents.add(frames.contents)
      size++
    },
    checkpoint: (note) => contents.add(checkpointFrame(note)),
    sync() {
      keys.sync()
      contents.sync()
    },
    close() {
      try {
        keys.close()
      } finally {
        contents.close()
      }
    },
  }
}

const NOTHING = { size: 0, lastId: null as string | null, contents: 0, keys: 0 }

/** Where both files hold the same entries. */
function endOf(folder: string): { size: number; lastId: string | null; contents: number; keys: number } {
  const paths = [join(folder, CONTENTS_FILE), join(folder, KEYS_FILE)] as const
  if (!paths.every((path) => existsSync(path))) return { ...NOTHING }
  const sealed = readFrames(paths[1])
  const at = { ...NOTHING }
  for (const { head, end } of readFrames(paths[0])) {
    if (head['checkpoint'] === undefined) {
      const next = sealed.next()
      if (next.done) break
      at.size++
      at.lastId = head['id'] as string
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

  /** Given to the disk once: after a failure part of it may stand there, and whoever opens the copy again cuts that off. */
  function flush(): void {
    const all = Buffer.concat(gathered)
    gathered = []
    bytes = 0
    for (let done = 0; done < all.byteLength; ) done += writeSync(file, all, done)
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
      try {
        flush()
      } finally {
        closeSync(file)
      }
    },
  }
}
