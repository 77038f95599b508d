import { hash } from 'node:crypto'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tarFile } from '../formats/tar.ts'
import type { PackageCounts } from '../production-row.ts'

/** Tables that grow record by record, by the name of their file in the package. */
export const TABLES = [
  'records.jsonl',
  'records.csv',
  'load/production.dat',
  'load/production.opt',
  'exemption-log.csv',
  'privilege-log.csv',
  'destroyed.csv',
  'chain-of-custody.csv',
] as const
export type TableName = (typeof TABLES)[number]

/** What one chunk of a production's records comes to. */
export interface Chunk {
  readonly number: number
  readonly tables: Readonly<Record<TableName, string>>
  /** Files of their own, in the order in which they stand in the package. */
  readonly files: readonly { readonly path: string; readonly content: Buffer }[]
  readonly counts: PackageCounts
  /** The page of its released records; null where it has none. */
  readonly page: { readonly href: string; readonly first: string; readonly last: string } | null
}

/** What is remembered of a chunk once its files are on disk. */
export type ChunkNote = Pick<Chunk, 'counts' | 'page'>

/** Where chunks lie in a production's folder. */
export const CHUNKS = 'chunks'

export function chunkName(number: number): string {
  return String(number).padStart(6, '0')
}

export function tableFile(folder: string, table: TableName): string {
  return join(folder, table.replace('/', '-'))
}

export const SEGMENT = 'files.tar'
/** Its files as the manifest and `SHA256SUMS` name them. */
export const LISTING = 'files.json'
export const SUMS = 'sums.txt'
export const NOTE = 'chunk.json'

/** Writes a chunk so that it is there whole or not at all: a build that ends goes on behind the last one that is. */
export async function writeChunk(chunks: string, { number, tables, files, counts, page }: Chunk): Promise<void> {
  const folder = join(chunks, chunkName(number))
  const making = `${folder}.making`
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true, mode: 0o700 })
  const named = files.map(({ path, content }) => nameFile(path, content.byteLength, hash('sha256', content)))
  const note: ChunkNote = { counts, page }
  for (const table of TABLES) await writeFile(tableFile(making, table), tables[table])
  const segment = await open(join(making, SEGMENT), 'w', 0o600)
  try {
    const pieces = files.flatMap(({ path, content }) => tarFile(path, content))
    const bytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
    const written = pieces.length === 0 ? 0 : (await segment.writev(pieces)).bytesWritten
    if (written !== bytes) throw new Error(`${bytes - written} bytes of chunk ${number} could not be written`)
  } finally {
    await segment.close()
  }
  await writeFile(join(making, LISTING), named.map(({ listed }) => listed).join(''))
  await writeFile(join(making, SUMS), named.map(({ sum }) => sum).join(''))
  await writeFile(join(making, NOTE), JSON.stringify(note))
  await rename(making, folder)
}

/** How the manifest and `SHA256SUMS` name a file. */
export function nameFile(path: string, bytes: number, sha: string): { readonly listed: string; readonly sum: string } {
  return { listed: `,\n{"path":"${path}","bytes":${bytes},"sha256":"${sha}"}`, sum: `${sha}  ${path}\n` }
}
