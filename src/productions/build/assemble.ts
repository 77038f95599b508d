import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../core/merkle.ts'
import { BOM } from '../formats/csv.ts'
import { htmlIndex, htmlPage } from '../formats/html.ts'
import { DAT_BOM } from '../formats/load-file.ts'
import { TAR_END, tarHeader, tarPadding } from '../formats/tar.ts'
import type { BuildResult, PackageCounts, ProductionRow } from '../production-row.ts'
import {
  type ChunkNote,
  chunkFolder,
  LISTING,
  NOTE,
  nameFile,
  SEGMENT,
  SUMS,
  TABLES,
  type TableName,
  tableFile,
} from './chunk-files.ts'
import { TABLE_HEADERS } from './make-chunk.ts'
import { manifestHead } from './manifest.ts'
import { README } from './package-readme.ts'
import type { BuildTerms } from './terms.ts'

export interface AssemblyParts {
  readonly production: ProductionRow
  readonly terms: BuildTerms
  readonly folder: string
  readonly chunks: number
  readonly inputs: string
}

export const PACKAGE = 'package.tar'
export const PRIVILEGE_LOG = 'privilege-log.csv'
export const CHUNKS = 'chunks'

/** Joins the chunks to the package: one tar archive, the manifest last. It is there whole or not at all. */
export async function assemble({ production, terms, folder, chunks, inputs }: AssemblyParts): Promise<BuildResult> {
  const root = join(folder, CHUNKS)
  const all = Array.from({ length: chunks }, (_, at) => chunkFolder(root, at + 1))
  const notes = await Promise.all(
    all.map(async (one) => JSON.parse(await readFile(join(one, NOTE), 'utf8')) as ChunkNote),
  )
  const counts = total(notes)
  const isLegal = production.mode === 'legal-process'
  const making = join(folder, `${PACKAGE}.making`)
  const out = await openArchive(making)
  try {
    await out.file('README.txt', Buffer.from(README))
    const pages = notes.flatMap(({ page }) => page ?? [])
    await out.file('index.html', Buffer.from(htmlPage(`Production ${title(production)}`, htmlIndex(pages))))
    await out.file('checkpoint', Buffer.from(production.checkpoint))
    for (const table of TABLES)
      if (isLegal || table !== 'privilege-log.csv') await out.joined(table, header(table), filesOf(table))
    for (const one of all) await out.segment(join(one, SEGMENT))
    await out.joined('SHA256SUMS', out.sums(), inAll(SUMS))
    const head = manifestHead(production, terms, counts) + out.listing()
    const manifest = await out.joined('manifest.json', head, inAll(LISTING), '\n]}\n')
    await out.end()
    await writeJoined(join(folder, PRIVILEGE_LOG), header('privilege-log.csv'), filesOf('privilege-log.csv'))
    await rename(making, join(folder, PACKAGE))
    return { inputs, manifest, ...out.whole(), counts }
  } finally {
    await out.close()
  }

  function inAll(name: string): string[] {
    return all.map((one) => join(one, name))
  }

  function filesOf(table: TableName): string[] {
    return all.map((one) => tableFile(one, table))
  }

  function header(table: TableName): string {
    const mark = table.endsWith('.dat') ? DAT_BOM : table.endsWith('.csv') && production.csvBom ? BOM : ''
    return mark + TABLE_HEADERS[table]
  }
}

function title({ requestNumber, number }: ProductionRow): string {
  return `${requestNumber}/${number}`
}

function total(notes: readonly ChunkNote[]): PackageCounts {
  const names = ['released', 'withheld', 'privileged', 'notResponsive', 'destroyed', 'redactions', 'restored'] as const
  return Object.fromEntries(
    names.map((name) => [name, notes.reduce((sum, { counts }) => sum + counts[name], 0)]),
  ) as unknown as PackageCounts
}

/** An archive on its way to disk, with what the manifest says of each file. Contents pass through; only their names stay. */
async function openArchive(path: string) {
  const handle = await open(path, 'w', 0o600)
  const whole = createHash('sha256')
  const named: ReturnType<typeof nameFile>[] = []
  let bytes = 0
  const write = async (piece: Buffer): Promise<void> => {
    whole.update(piece)
    bytes += piece.byteLength
    await writeAll(handle, piece)
  }
  return {
    async file(name: string, content: Buffer): Promise<void> {
      named.push(nameFile(name, content.byteLength, sha256(content).toString('hex')))
      await write(tarHeader(name, content.byteLength))
      await write(content)
      await write(tarPadding(content.byteLength))
    },
    /** One file of many pieces; resolves with its SHA-256. */
    async joined(name: string, head: string, pieces: readonly string[], tail = ''): Promise<string> {
      const [start, end] = [Buffer.from(head), Buffer.from(tail)]
      let size = start.byteLength + end.byteLength
      for (const piece of pieces) size += (await stat(piece)).size
      const digest = createHash('sha256').update(start)
      await write(tarHeader(name, size))
      await write(start)
      for (const piece of pieces) await copy(piece, write, digest)
      await write(end)
      await write(tarPadding(size))
      const sum = digest.update(end).digest('hex')
      named.push(nameFile(name, size, sum))
      return sum
    },
    /** Files that are in the form of the archive already. */
    segment: (tar: string) => copy(tar, write),
    sums: () => named.map(({ sum }) => sum).join(''),
    listing: () =>
      named
        .map(({ listed }) => listed)
        .join('')
        .slice(2),
    async end(): Promise<void> {
      await write(TAR_END)
      await handle.sync()
    },
    whole: () => ({ sha256: whole.digest('hex'), bytes }),
    close: () => handle.close(),
  }
}

async function copy(path: string, write: (piece: Buffer) => Promise<void>, digest?: Hash): Promise<void> {
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    digest?.update(piece as Buffer)
    await write(piece as Buffer)
  }
}

async function writeJoined(path: string, head: string, pieces: readonly string[]): Promise<void> {
  const handle = await open(`${path}.making`, 'w', 0o600)
  try {
    await writeAll(handle, Buffer.from(head))
    for (const piece of pieces) await copy(piece, (bytes) => writeAll(handle, bytes))
  } finally {
    await handle.close()
  }
  await rename(`${path}.making`, path)
}

async function writeAll(handle: FileHandle, piece: Buffer): Promise<void> {
  for (let at = 0; at < piece.byteLength; ) at += (await handle.write(piece, at)).bytesWritten
}
