import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SearchPage } from '../core/ports.ts'
import { BOM, csvRow } from '../productions/formats/csv.ts'
import type { AskGateway, ShownExchange } from './records-api.ts'
import type { ExitCode, RecordsContext } from './records-context.ts'

export interface QueryExport {
  readonly query: string
  readonly format: 'jsonl' | 'csv'
  readonly out: string
  readonly purpose: string
  readonly reason: string
}

const PAGE = 200

/**
 * What a query finds, as the caller may read it: redacted bodies, never sealed originals. Every page and every record is a look
 * that the gateway records with purpose and reason before it answers.
 */
export async function exportQuery(ask: AskGateway, asked: QueryExport, context: RecordsContext): Promise<ExitCode> {
  const { query, format, out, purpose, reason } = asked
  const headers = { 'ai-purpose': purpose, 'ai-matter': reason }
  await mkdir(out, { recursive: true, mode: 0o700 })
  const name = `records.${format}`
  // An export that is there already is not written over.
  const handle = await open(join(out, name), 'wx', 0o600)
  const file = hashed(handle)
  let first: SearchPage | null = null
  let gone = 0
  const seen = new Set<string>()
  try {
    if (format === 'csv') await file.write(BOM + csvRow(['exchange', 'entry', 'type', 'time', 'body']))
    for (let cursor: string | null = ''; cursor !== null; ) {
      const found: SearchPage = await page(cursor)
      first ??= found
      for (const { ref } of found.hits) {
        if (ref === null || seen.has(ref)) continue
        seen.add(ref)
        const answer = await ask(`/api/v1/records/${ref}`, 'GET', undefined, headers)
        if (answer.status === 404) gone++
        else await file.write(rowsOf((await answer.json()) as ShownExchange, format))
      }
      context.stderr(`${seen.size} exchanges of ${first.total ?? 0} hits`)
      cursor = found.cursor
    }
  } finally {
    await handle.close()
  }
  const manifest = {
    statehouse_export: 1,
    query,
    purpose,
    reason,
    at: new Date().toISOString(),
    times: 'UTC, RFC 3339',
    contents: 'bodies as they were recorded, placeholders in place of removed values',
    counts: { hits: first!.total, exchanges: seen.size - gone, gone, with_removed_words: first!.withRemovedWords },
    scope: first!.scope,
    index_lag: first!.lag,
    files: [{ path: name, ...file.sum() }],
  }
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  await writeFile(join(out, 'SHA256SUMS'), `${file.sum().sha256}  ${name}\n`, { mode: 0o600 })
  context.stdout(`wrote ${seen.size - gone} exchanges to ${out}`)
  return 0

  async function page(cursor: string): Promise<SearchPage> {
    const parameters = new URLSearchParams({ q: query, limit: String(PAGE), ...(cursor === '' ? {} : { cursor }) })
    const answer = await ask(`/api/v1/records?${parameters}`, 'GET', undefined, headers)
    if (answer.status === 404) throw new Error('the gateway has no records API')
    return (await answer.json()) as SearchPage
  }
}

function rowsOf({ exchange, entries }: ShownExchange, format: QueryExport['format']): string {
  if (format === 'jsonl') return `${JSON.stringify({ exchange, entries })}\n`
  return entries
    .map(({ index, type, time, parts }) => {
      const body = parts['body']
      return csvRow([exchange, index, type, time, typeof body === 'string' ? body : ''])
    })
    .join('')
}

/** A file that knows its digest as it grows. */
function hashed(handle: FileHandle) {
  const digest = createHash('sha256')
  let bytes = 0
  let sha256: string | null = null
  return {
    async write(text: string): Promise<void> {
      const piece = Buffer.from(text)
      digest.update(piece)
      bytes += piece.byteLength
      await handle.writeFile(piece)
    },
    sum() {
      sha256 ??= digest.digest('hex')
      return { bytes, sha256 }
    },
  }
}
