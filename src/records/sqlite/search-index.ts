import { EVERY, facetToken } from '../search/facet-token.ts'
import { EXCHANGE } from '../search/incident-scope.ts'
import { COUNTED_FIELDS } from '../search/query-fields.ts'
import { ALTERED } from '../search/read-documents.ts'
import { createConversations } from './search-conversations.ts'
import { openSearchDatabase, transact } from './search-database.ts'
import { createTally } from './search-tally.ts'

/** One entry as the index sees it. */
export interface SearchDocument {
  readonly index: number
  readonly id: string
  readonly ref: string | null
  readonly time: string
  readonly type: string
  readonly agency: string
  readonly series: string
  /** Where the prompt of its exchange stands; null: it is the prompt, or belongs to none. */
  readonly prompt: number | null
  /** Its texts in order; messages that came with it again are among them. */
  readonly texts: readonly string[]
  /** Several values of `has`, `label`, `hold` or `redacted` are set apart by spaces. */
  readonly facets: Readonly<Record<string, string>>
  /** Tokens of identifiers: matched, never shown. */
  readonly identifiers?: readonly string[]
}

/** The side of the index that writes. */
export interface SearchIndex {
  /** Entries of the log that were looked at; the next one to index. */
  upTo(): number
  /** Entries whose content is not what was recorded: their words aren't here. */
  altered(): number
  /** Takes documents of entries below `upTo`, all of them or none; one that is known is replaced. */
  add(documents: readonly SearchDocument[], upTo: number): void
  /** Entries that say again what these were the first to say: once these are purged, it is to be found there. */
  followers(indexes: readonly number[]): number[]
  /**
   * Removes entries, and takes documents of their {@link followers} anew: neither rows nor words stay in the database.
   * False while a reader holds the write-ahead log, which may still have words: call {@link truncate} until it is true.
   */
  purge(indexes: readonly number[], again: readonly SearchDocument[]): boolean
  truncate(): boolean
  close(): void
}

/** The words of records, in clear, in a file of their own that can be thrown away and built again. */
export function openSearchIndex(folder: string, logId: string): SearchIndex {
  const db = openSearchDatabase(folder, logId)
  const conversations = createConversations(db)
  const tally = createTally(db)
  const progress = db.prepare('SELECT up_to FROM progress')
  const advance = db.prepare('UPDATE progress SET up_to = ?')
  const edited = db.prepare('UPDATE progress SET edits = edits + 1')
  const addWords = db.prepare('INSERT INTO words (rowid, body, f) VALUES (?, ?, ?)')
  const addFacts = db.prepare('INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const addValue = db.prepare('INSERT INTO facet_value VALUES (?, ?) ON CONFLICT DO NOTHING')
  const values = db.prepare('SELECT name, value FROM facet_value')
  const dropValue = db.prepare('DELETE FROM facet_value WHERE name = ? AND value = ?')
  const anyOf = db.prepare('SELECT rowid FROM words WHERE words MATCH ? LIMIT 1')
  const known = db.prepare('SELECT first_said, tallied FROM facts WHERE idx = ?')
  const saying = db.prepare('SELECT idx FROM facts WHERE source = ? ORDER BY idx')
  const dropWords = db.prepare('DELETE FROM words WHERE rowid = ?')
  const dropFacts = db.prepare('DELETE FROM facts WHERE idx = ?')
  const checkpoint = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)')
  const upTo = (): number => (progress.get() as { up_to: number }).up_to

  function remove(index: number): void {
    const row = known.get(index) as { first_said: Uint8Array; tallied: string | null } | undefined
    if (row === undefined) return
    conversations.forget(index, row.first_said)
    tally.take(row.tallied)
    dropWords.run(index)
    dropFacts.run(index)
    edited.run()
  }

  function put(document: SearchDocument, isNew: boolean): void {
    const { index, id, ref, time, type } = document
    if (!isNew) {
      remove(index)
      // Also where nothing stood any more: counts that were made before lack it.
      edited.run()
    }
    const { texts, first, last, source } = conversations.hear(document)
    const pairs = facetPairs(document)
    const tokens = [EVERY, ...pairs.map(([name, value]) => facetToken(name, value))]
    addWords.run(index, texts.join('\n'), tokens.join(' '))
    addFacts.run(index, id, ref, time, type, shownFacets(document), first, last, source, tally.add(document))
    for (const [name, value] of pairs) if (COUNTED_FIELDS.has(name)) addValue.run(name, value)
  }

  const countOf = db.prepare('SELECT count(*) AS n FROM words WHERE words MATCH ?')
  const ofAltered = `f : ${facetToken('has', ALTERED)}`

  return {
    upTo,
    altered: () => (countOf.get(ofAltered) as { n: number }).n,
    add(documents, next) {
      transact(db, () => {
        const from = upTo()
        for (const document of documents) put(document, document.index >= from)
        if (next > from) advance.run(next)
      })
    },
    followers(indexes) {
      const gone = new Set(indexes)
      return [...new Set(indexes.flatMap((index) => following(index, gone)))].toSorted((a, b) => a - b)
    },
    purge(indexes, again) {
      transact(db, () => {
        for (const index of indexes) remove(index)
        for (const document of again) put(document, false)
        for (const { name, value } of values.all() as { name: string; value: string }[])
          if (anyOf.get(`f : ${facetToken(name, value)}`) === undefined) dropValue.run(name, value)
      })
      return truncate()
    },
    truncate,
    close: () => db.close(),
  }

  /** Documents that hold what one said, the nearest that stay: whatever follows them is theirs then. */
  function following(index: number, gone: ReadonlySet<number>): number[] {
    const next = (saying.all(index) as { idx: number }[]).map(({ idx }) => idx)
    return next.flatMap((idx) => (gone.has(idx) ? following(idx, gone) : [idx]))
  }

  function truncate(): boolean {
    return (checkpoint.get() as { busy: number }).busy === 0
  }
}

/** What a hit tells, as JSON: nothing that it doesn't have. */
function shownFacets({ agency, series, facets }: SearchDocument): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries({ ...facets, agency, series }).filter(([name, value]) => value !== '' && name !== COST),
    ),
  )
}

/** A number for reports, neither found by nor shown. */
const COST = 'cost'

/** Facets that hold a list. */
const LISTS: ReadonlySet<string> = new Set(['has', 'label', 'hold', 'redacted'])

/** Its facets as names and values; what the entry itself says wins over a facet of the same name. */
function facetPairs({
  agency,
  type,
  series,
  ref,
  facets,
  identifiers = [],
}: SearchDocument): [name: string, value: string][] {
  const said = { reviewed: 'no', ...facets, agency, type, series }
  const pairs = Object.entries(said).flatMap(([name, value]): [string, string][] =>
    LISTS.has(name) ? value.split(' ').map((one) => [name, one]) : [[name, value]],
  )
  // Whose exchange it is can't be told any more, so nobody can say either that it isn't privileged.
  if (ref !== null && facets['unit'] === undefined) pairs.push(['owner', 'unknown'])
  for (const token of identifiers) pairs.push(['identifier', token])
  // A hold that few know of is in no index: for everybody who searches, there is none.
  pairs.push(['hold', facets['hold'] === undefined || facets['hold'] === '' ? 'none' : 'any'])
  if (ref !== null) pairs.push([EXCHANGE, ref])
  return pairs.filter(([name, value]) => value !== '' && name !== COST)
}
