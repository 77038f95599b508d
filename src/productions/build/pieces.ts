import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'

/** A run of bytes of a file in a production's folder. */
interface Piece {
  readonly file: string
  readonly start: number
  readonly bytes: number
}

/** What a package is made of, in order: chunks are where they were written, and aren’t written again. */
export interface PieceWriter {
  /** Bytes of its own. */
  add(bytes: Buffer, digest?: Hash): Promise<void>
  /** A file of the folder, as it is. */
  take(file: string, digest?: Hash): Promise<void>
  /** Keeps the list; resolves with size and SHA-256 of the whole. */
  end(): Promise<{ readonly bytes: number; readonly sha256: string }>
  close(): Promise<void>
}

const LIST = 'package.json'
const GLUE = 'package.glue'

/** The files without which there is no package, chunks apart. */
export const PACKAGE_FILES: readonly string[] = [LIST, GLUE]

export async function pieceWriter(folder: string): Promise<PieceWriter> {
  const glue = await open(join(folder, GLUE), 'w', 0o600)
  const whole = createHash('sha256')
  const pieces: Piece[] = []
  let glued = 0
  let total = 0
  return {
    async add(bytes, digest) {
      whole.update(bytes)
      digest?.update(bytes)
      await glue.writeFile(bytes)
      const last = pieces.at(-1)
      if (last?.file === GLUE) pieces[pieces.length - 1] = { ...last, bytes: last.bytes + bytes.byteLength }
      else pieces.push({ file: GLUE, start: glued, bytes: bytes.byteLength })
      glued += bytes.byteLength
      total += bytes.byteLength
    },
    async take(file, digest) {
      const { size } = await stat(join(folder, file))
      if (size === 0) return
      for await (const bytes of createReadStream(join(folder, file), { highWaterMark: 1 << 18 })) {
        whole.update(bytes as Buffer)
        digest?.update(bytes as Buffer)
      }
      pieces.push({ file, start: 0, bytes: size })
      total += size
    },
    async end() {
      await glue.sync()
      await writeFile(join(folder, `${LIST}.new`), JSON.stringify(pieces), { mode: 0o600 })
      await rename(join(folder, `${LIST}.new`), join(folder, LIST))
      return { bytes: total, sha256: whole.digest('hex') }
    },
    close: () => glue.close(),
  }
}

/** The package of a folder, as one stream of bytes. Rejects where a file of it is gone. */
export async function openPackage(folder: string): Promise<Readable> {
  const pieces = JSON.parse(await readFile(join(folder, LIST), 'utf8')) as Piece[]
  return Readable.from(bytesOf(folder, pieces), { objectMode: false })
}

async function* bytesOf(folder: string, pieces: readonly Piece[]): AsyncGenerator<Buffer> {
  for (const { file, start, bytes } of pieces)
    yield* createReadStream(join(folder, file), { start, end: start + bytes - 1, highWaterMark: 1 << 18 })
}
