import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { CSV_HEADER } from './export-lines.ts'
import type { ExportFile } from './export-row.ts'

/** What is remembered of a chunk: where to go on behind it, and how many rows there are up to its end. */
export interface ChunkNote {
  /** Null: it is the last one. */
  readonly cursor: string | null
  readonly rows: number
}

export const TABLES = ['rows.jsonl', 'rows.csv'] as const
export type Table = (typeof TABLES)[number]
export const MANIFEST = 'manifest.json'

const HEADS: Readonly<Record<Table, string>> = { 'rows.jsonl': '', 'rows.csv': CSV_HEADER }

/** Writes a chunk; its note comes last, so that without one there is no chunk. */
export async function writeChunk(
  folder: string,
  number: number,
  tables: Readonly<Record<Table, string>>,
  note: ChunkNote,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const table of TABLES) await writeFile(partOf(folder, number, table), tables[table], { mode: 0o600 })
  await writeWhole(noteOf(folder, number), JSON.stringify(note))
}

/** The whole chunks that are there, in order. */
export async function readNotes(folder: string): Promise<ChunkNote[]> {
  const notes: ChunkNote[] = []
  for (let number = 1; existsSync(noteOf(folder, number)); number++)
    notes.push(JSON.parse(await readFile(noteOf(folder, number), 'utf8')) as ChunkNote)
  return notes
}

/** Rows that whole chunks hold: what nobody has to write again. */
export function rowsWritten(folder: string): number {
  const last = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('-note.json'))
        .toSorted()
        .at(-1)
    : undefined
  return last === undefined ? 0 : (JSON.parse(readFileSync(join(folder, last), 'utf8')) as ChunkNote).rows
}

/**
 * Whether the rows of an export have an exchange.
 * @param indexes where its entries stand in the log: rows are in their order, newest first, so that one chunk is read for each.
 */
export async function holdsExchange(folder: string, exchange: string, indexes: readonly number[]): Promise<boolean> {
  const wanted = Buffer.from(`"record":"${exchange}"`)
  let newest = Number.POSITIVE_INFINITY
  for (const [at, { cursor }] of (await readNotes(folder)).entries()) {
    const oldest = cursor === null ? 0 : Number(cursor)
    const isHere = indexes.some((index) => index < newest && index >= oldest)
    if (isHere && (await readFile(partOf(folder, at + 1, 'rows.jsonl'))).includes(wanted)) return true
    newest = oldest
  }
  return false
}

/** A file of an export as one stream; rejects where a chunk of it is gone. */
export async function openFile(folder: string, name: string): Promise<{ content: Readable; bytes: number } | null> {
  if (name === MANIFEST) {
    const path = join(folder, MANIFEST)
    return existsSync(path) ? { content: createReadStream(path), bytes: (await stat(path)).size } : null
  }
  const table = TABLES.find((one) => one === name)
  if (table === undefined || !existsSync(folder)) return null
  const parts = (await readdir(folder)).filter((file) => file.endsWith(`-${table}`)).toSorted()
  const paths = parts.map((file) => join(folder, file))
  const head = Buffer.from(HEADS[table])
  let bytes = head.byteLength
  for (const path of paths) bytes += (await stat(path)).size
  return { content: Readable.from(inOrder(), { objectMode: false }), bytes }

  async function* inOrder(): AsyncGenerator<Buffer> {
    if (head.byteLength > 0) yield head
    for (const path of paths) yield* createReadStream(path)
  }
}

/** Size and SHA-256 of a file, read once and never held. */
export async function nameFile(folder: string, name: string): Promise<ExportFile> {
  const file = await openFile(folder, name)
  if (file === null) throw new Error(`the export has no ${name}`)
  const digest = createHash('sha256')
  for await (const piece of file.content) digest.update(piece as Buffer)
  return { name, bytes: file.bytes, sha256: digest.digest('hex') }
}

export function writeManifest(folder: string, manifest: object): Promise<void> {
  return writeWhole(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
}

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

function partOf(folder: string, number: number, table: Table): string {
  return join(folder, `${String(number).padStart(6, '0')}-${table}`)
}

function noteOf(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(6, '0')}-note.json`)
}
