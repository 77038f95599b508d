import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { EntryId, ExchangeId } from '../../core/ids.ts'
import type { SearchHit, SearchPage, SearchQuery } from '../../core/ports.ts'
import { compileQuery, EVERY, facetToken, SearchQueryError } from './search-query.ts'

/** Raised when what is indexed changes: the index is then built anew from the log. */
const INDEX_VERSION = 1

const HITS_MAX = 500

/** One entry as the index sees it. */
export interface SearchDocument {
  readonly index: number
  readonly id: string
  readonly ref: string | null
  readonly time: string
  readonly type: string
  readonly agency: string
  readonly text: string
  readonly facets: Readonly<Record<string, string>>
}

/** A query; `agencies: null` is the whole log, for the operator's own shell and nobody else. */
export type ScopedQuery = Omit<SearchQuery, 'agencies'> & { readonly agencies: readonly string[] | null }

export interface SearchIndex {
  /** Entries of the log that were looked at; the next one to index. */
  upTo(): number
  /** Takes documents of entries below `upTo`; all of them or none. */
  add(documents: readonly SearchDocument[], upTo: number): void
  /** Removes entries for good: neither rows nor words stay in the file. */
  purge(indexes: readonly number[]): void
  query(query: ScopedQuery, logSize: number): SearchPage
  close(): void
}

/**
 * The words of records, in clear, in a file of their own that can be thrown away and built again. `logId` tells logs
 * apart; an index of another log or version is emptied.
 */
export function openSearchIndex(folder: string, logId: string): SearchIndex {
  const db = new DatabaseSync(join(folder, 'search.db'))
  db.exec(`
    PRAGMA busy_timeout = 1000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 0;
    CREATE TABLE IF NOT EXISTS progress (one INTEGER PRIMARY KEY CHECK (one = 1), identity TEXT NOT NULL, up_to INTEGER NOT NULL);
  `)
  const identity = `${INDEX_VERSION} ${logId}`
  const known = db.prepare('SELECT identity FROM progress').get() as { identity: string } | undefined
  if (known?.identity !== identity) rebuild(db, identity)

  const progress = db.prepare('SELECT up_to FROM progress')
  const advance = db.prepare('UPDATE progress SET up_to = ?')
  const addWords = db.prepare('INSERT INTO words (rowid, body, f) VALUES (?, ?, ?)')
  const addFacts = db.prepare('INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)')
  const dropWords = db.prepare('DELETE FROM words WHERE rowid = ?')
  const dropFacts = db.prepare('DELETE FROM facts WHERE idx = ?')
  const firstAt = db.prepare('SELECT min(idx) AS idx FROM facts WHERE time >= ?')
  const within = 'FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?'
  const count = db.prepare(`SELECT count(*) AS total ${within}`)
  const hits = db.prepare(
    `SELECT facts.*, hit.snippet FROM
       (SELECT rowid AS idx, snippet(words, 0, '', '', '…', 24) AS snippet ${within} ORDER BY rowid DESC LIMIT ?) AS hit
     JOIN facts ON facts.idx = hit.idx ORDER BY facts.idx DESC`,
  )
  const upTo = () => (progress.get() as { up_to: number }).up_to

  return {
    upTo,
    add(documents, next) {
      transact(db, () => {
        for (const document of documents) {
          const { index, id, ref, time, type, facets } = document
          addWords.run(index, document.text, facetTokens(document))
          addFacts.run(index, id, ref, time, type, JSON.stringify(facets))
        }
        advance.run(next)
      })
    },
    purge(indexes) {
      transact(db, () => {
        for (const index of indexes) {
          dropWords.run(index)
          dropFacts.run(index)
        }
      })
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
    query(query, logSize) {
      const compiled = compileQuery(query.query)
      const lag = Math.max(0, logSize - upTo())
      if (query.agencies?.length === 0) return { hits: [], total: 0, cursor: null, lag, withRemovedWords: 0 }
      const scope = query.agencies?.map((agency) => facetToken('agency', agency)) ?? [EVERY]
      const agencies = scope.map((token) => `f : ${token}`).join(' OR ')
      const inScope = (expression: string) => `(${agencies}) AND (${expression})`
      const bound = (time: string | null, otherwise: number) =>
        time === null ? otherwise : ((firstAt.get(time) as { idx: number | null }).idx ?? Number.MAX_SAFE_INTEGER)
      const from = bound(compiled.after, 0)
      const to = bound(compiled.before, Number.MAX_SAFE_INTEGER)
      const limit = Math.max(1, Math.min(HITS_MAX, Math.floor(query.limit)))
      const last = Math.min(to, cursorOf(query.cursor) ?? to)
      const rows = hits.all(inScope(compiled.match), from, last, limit + 1) as unknown as HitRow[]
      const page = rows.slice(0, limit)
      const removed = inScope(`(${compiled.scope}) AND f : ${facetToken('redacted', 'true')}`)
      return {
        hits: page.map(toHit),
        total: (count.get(inScope(compiled.match), from, to) as { total: number }).total,
        cursor: rows.length > limit ? String(page.at(-1)!.idx) : null,
        lag,
        withRemovedWords: (count.get(removed, from, to) as { total: number }).total,
      }
    },
    close: () => db.close(),
  }
}

interface HitRow {
  readonly idx: number
  readonly id: string
  readonly ref: string | null
  readonly time: string
  readonly type: string
  readonly facets: string
  readonly snippet: string
}

function toHit(row: HitRow): SearchHit {
  const { idx, id, ref, time, type, snippet } = row
  return {
    index: idx,
    id: id as EntryId,
    ref: ref as ExchangeId | null,
    time,
    type,
    snippet,
    facets: JSON.parse(row.facets),
  }
}

function facetTokens({ agency, type, facets }: SearchDocument): string {
  // What the entry itself says wins over a facet of the same name: agency decides who may see it.
  return [EVERY, ...Object.entries({ ...facets, agency, type }).map(([name, value]) => facetToken(name, value))].join(
    ' ',
  )
}

function cursorOf(cursor: string | undefined): number | null {
  if (cursor === undefined || cursor === '') return null
  if (!/^\d{1,15}$/.test(cursor)) throw new SearchQueryError('the cursor is not one that a search returned')
  return Number(cursor)
}

/** Both kinds of secure deletion are needed, or destroyed words stay in the file. */
function rebuild(db: DatabaseSync, identity: string): void {
  db.exec(`
    DROP TABLE IF EXISTS words;
    DROP TABLE IF EXISTS facts;
    CREATE VIRTUAL TABLE words USING fts5 (body, f, tokenize = "unicode61 remove_diacritics 2");
    INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
    CREATE TABLE facts (idx INTEGER PRIMARY KEY, id TEXT, ref TEXT, time TEXT, type TEXT, facets TEXT);
    CREATE INDEX facts_time ON facts (time);
    DELETE FROM progress;
  `)
  db.prepare('INSERT INTO progress VALUES (1, ?, 0)').run(identity)
}

function transact(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    work()
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
