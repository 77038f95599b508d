import { setTimeout } from 'node:timers/promises'
import type { RecordReader, SearchPage } from '../../core/ports.ts'
import { readNotes, type Table, writeChunk } from './export-files.ts'
import { exportCsv, exportLine, type Watermark } from './export-lines.ts'
import type { SearchExportRow } from './export-row.ts'

export interface ExportRun {
  readonly store: Pick<RecordReader, 'search'>
  readonly folder: string
  readonly row: SearchExportRow
  readonly query: string
  readonly mark: Watermark
  /** Entries closed so lately that the index may not know: asked for each page. */
  readonly except: () => Promise<readonly number[]>
  /** Rows of one chunk: what is done again after a crash at most. */
  readonly chunkRows: number
}

/** Hits of one look into the index. */
const PAGE = 500
/** Nobody waits for a page of an export: one that takes long on a busy machine is no reason to fail it, milliseconds. */
const PATIENCE_MS = 600_000
/** How often an index that is behind is asked again, milliseconds. */
const ASK_EVERY_MS = 100

/**
 * Writes what a search finds, chunk by chunk, from the newest row to the oldest; what an earlier run has finished is taken
 * as it is. Never more than a chunk is in memory. Resolves with the number of rows.
 */
export async function runExport(run: ExportRun, signal: AbortSignal, onRows: (rows: number) => void): Promise<number> {
  const { folder, row, mark, chunkRows } = run
  const notes = await readNotes(folder)
  let rows = notes.at(-1)?.rows ?? 0
  let cursor: string | null = notes.length === 0 ? String(row.upTo) : notes.at(-1)!.cursor
  onRows(rows)
  for (let number = notes.length + 1; cursor !== null; number++) {
    const tables: Record<Table, string> = { 'rows.jsonl': '', 'rows.csv': '' }
    const end = rows + chunkRows
    while (cursor !== null && rows < end) {
      const page: SearchPage = await lookedUp(run, cursor, Math.min(PAGE, end - rows), signal)
      for (const hit of page.hits) {
        tables['rows.jsonl'] += exportLine(hit, mark)
        tables['rows.csv'] += exportCsv(hit, mark)
      }
      rows += page.hits.length
      cursor = page.cursor
    }
    await writeChunk(folder, number, tables, { cursor, rows })
    // Only what a crash leaves is told of, so that nobody sees it become less.
    onRows(rows)
    signal.throwIfAborted()
  }
  return rows
}

/** After a start the index may be behind where the export was frozen, or not be there yet: an early end would be a lie. */
async function lookedUp(
  { store, row, query, except }: ExportRun,
  cursor: string,
  limit: number,
  signal: AbortSignal,
): Promise<SearchPage> {
  for (;;) {
    const asked = {
      ...row.reach,
      query,
      incidents: row.incidents ?? {},
      cursor,
      limit,
      total: false,
      patience: PATIENCE_MS,
      snippets: false,
      except: await except(),
      signal,
    }
    const page = await store.search(asked)
    if (page.upTo >= row.upTo) return page
    await setTimeout(ASK_EVERY_MS, undefined, { signal })
  }
}
