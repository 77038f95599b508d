import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { BOM } from '../formats/csv.ts'
import { htmlIndex, htmlPage } from '../formats/html.ts'
import { DAT_BOM } from '../formats/load-file.ts'
import { TAR_END, tarHeader, tarPadding } from '../formats/tar.ts'
import type { BuildResult, PackageCounts, ProductionRow } from '../production-row.ts'
import { frozenPlan, SEARCH_PLAN } from '../search-plan.ts'
import {
  CHUNKS,
  type ChunkNote,
  chunkName,
  LISTING,
  NOTE,
  nameFile,
  SEGMENT,
  SUMS,
  TABLES,
  type TableName,
  tableFile,
} from './chunk-files.ts'
import { TABLE_HEADERS } from './chunk-rows.ts'
import { manifestHead } from './manifest.ts'
import { README } from './package-readme.ts'
import { type PieceWriter, pieceWriter } from './pieces.ts'
import type { BuildTerms } from './terms.ts'

export interface AssemblyParts {
  readonly production: ProductionRow
  readonly terms: BuildTerms
  readonly folder: string
  readonly chunks: number
  readonly inputs: string
}

export const PRIVILEGE_LOG = 'privilege-log.csv'

/** Joins the chunks to the package: one tar archive, the manifest last. It is there whole or not at all. */
export async function assemble({ production, terms, folder, chunks, inputs }: AssemblyParts): Promise<BuildResult> {
  const all = Array.from({ length: chunks }, (_, at) => join(CHUNKS, chunkName(at + 1)))
  const notes: ChunkNote[] = []
  for (const one of all) notes.push(JSON.parse(await readFile(join(folder, one, NOTE), 'utf8')) as ChunkNote)
  const counts = total(notes)
  const isLegal = production.mode === 'legal-process'
  const pieces = await pieceWriter(folder)
  const out = archive(folder, pieces)
  try {
    await out.file('README.txt', [README])
    const pages = notes.flatMap(({ page }) => page ?? [])
    await out.file('index.html', [htmlPage(`Production ${title(production)}`, htmlIndex(pages))])
    await out.file('checkpoint', [production.checkpoint])
    const plan = await frozenPlan(folder, production)
    if (plan !== null) await out.file(SEARCH_PLAN, [plan])
    for (const table of TABLES)
      if (isLegal || table !== 'privilege-log.csv') await out.file(table, [header(table)], filesOf(table))
    for (const one of all) await pieces.take(join(one, SEGMENT))
    await out.file('SHA256SUMS', [out.sums()], inAll(SUMS))
    const head = manifestHead(production, terms, counts) + out.listing()
    const manifest = await out.file('manifest.json', [head, '\n]}\n'], inAll(LISTING))
    await pieces.add(TAR_END)
    await writePrivilegeLog()
    return { inputs, manifest, ...(await pieces.end()), counts }
  } finally {
    await pieces.close()
  }

  function inAll(name: string): string[] {
    return all.map((one) => join(one, name))
  }

  function filesOf(table: TableName): string[] {
    return all.map((one) => tableFile(one, table))
  }

  function header(table: TableName): string {
    return tableHeader(table, production.csvBom)
  }

  /** A file of its own in either mode: counsel has it without the package too. */
  async function writePrivilegeLog(): Promise<void> {
    const path = join(folder, PRIVILEGE_LOG)
    const handle = await open(`${path}.new`, 'w', 0o600)
    try {
      await handle.writeFile(header(PRIVILEGE_LOG))
      for (const piece of filesOf(PRIVILEGE_LOG)) await handle.writeFile(await readFile(join(folder, piece)))
    } finally {
      await handle.close()
    }
    await rename(`${path}.new`, path)
  }
}

function tableHeader(table: TableName, csvBom: boolean): string {
  const mark = table.endsWith('.dat') ? DAT_BOM : table.endsWith('.csv') && csvBom ? BOM : ''
  return mark + TABLE_HEADERS[table]
}

/** A table of a package by itself, the same bytes as in it. */
export async function openTable(
  folder: string,
  table: TableName,
  csvBom: boolean,
): Promise<{ readonly content: Readable; readonly bytes: number }> {
  const chunks = (await readdir(join(folder, CHUNKS))).filter((name) => /^\d+$/.test(name)).toSorted()
  const files = chunks.map((chunk) => tableFile(join(folder, CHUNKS, chunk), table))
  const head = Buffer.from(tableHeader(table, csvBom))
  let bytes = head.byteLength
  for (const file of files) bytes += (await stat(file)).size
  return { content: Readable.from(inOrder(), { objectMode: false }), bytes }

  async function* inOrder(): AsyncGenerator<Buffer> {
    yield head
    for (const file of files) yield* createReadStream(file)
  }
}

function title({ requestNumber, number }: ProductionRow): string {
  return `${requestNumber}/${number}`
}

function total(notes: readonly ChunkNote[]): PackageCounts {
  const names = ['released', 'withheld', 'privileged', 'notResponsive', 'destroyed', 'redactions', 'restored'] as const
  const sums = names.map((name) => [name, notes.reduce((sum, { counts }) => sum + counts[name], 0)])
  return Object.fromEntries(sums) as unknown as PackageCounts
}

/** Files of a tar archive, with what the manifest says of each. Contents pass through; only their names stay. */
function archive(folder: string, pieces: PieceWriter) {
  const named: ReturnType<typeof nameFile>[] = []
  return {
    /** A text, the files of the folder that follow it, and a text behind them; resolves with its SHA-256. */
    async file(
      name: string,
      [head, tail = '']: readonly [string, string?],
      files: readonly string[] = [],
    ): Promise<string> {
      const [first, last] = [Buffer.from(head), Buffer.from(tail)]
      let size = first.byteLength + last.byteLength
      for (const file of files) size += (await stat(join(folder, file))).size
      const digest = createHash('sha256')
      await pieces.add(tarHeader(name, size))
      await pieces.add(first, digest)
      for (const file of files) await pieces.take(file, digest)
      await pieces.add(last, digest)
      await pieces.add(tarPadding(size))
      const sum = digest.digest('hex')
      named.push(nameFile(name, size, sum))
      return sum
    },
    sums: () => named.map(({ sum }) => sum).join(''),
    listing: () =>
      named
        .map(({ listed }) => listed)
        .join('')
        .slice(2),
  }
}
