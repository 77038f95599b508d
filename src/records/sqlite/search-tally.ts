import type { DatabaseSync } from 'node:sqlite'
import type { Facet, TallyRow } from '../../core/ports.ts'
import type { SearchDocument } from './search-index.ts'
import type { ScopedQuery } from './search-reader.ts'

/**
 * Use by month, person and field, kept as documents come and go, so that a report needn't look at every record. `label` and
 * `owner` tell which side of the wall of privilege a row is on.
 */
export const TALLY_TABLE = `CREATE TABLE tally (month TEXT, agency TEXT, unit TEXT, system TEXT, purpose TEXT, user TEXT,
  label TEXT, owner TEXT, exchanges INTEGER, refused INTEGER, reviewed INTEGER, unreviewed INTEGER, cost INTEGER,
  PRIMARY KEY (month, agency, unit, system, purpose, user, label, owner)) WITHOUT ROWID;`

type Counted = readonly [exchanges: number, refused: number, reviewed: number, unreviewed: number, cost: number]

/** Adds documents to the table, and takes them out as they were added. */
export function createTally(db: DatabaseSync) {
  const change = db.prepare(
    `INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       exchanges = exchanges + excluded.exchanges, refused = refused + excluded.refused,
       reviewed = reviewed + excluded.reviewed, unreviewed = unreviewed + excluded.unreviewed, cost = cost + excluded.cost`,
  )
  const drop = db.prepare('DELETE FROM tally WHERE month = ? AND exchanges = 0 AND reviewed = 0 AND unreviewed = 0')
  return {
    /** What was added, as it is to be given to `take`; null: nothing. */
    add(document: SearchDocument): string | null {
      const numbers = countedOf(document)
      if (numbers === null) return null
      const key = keyOf(document)
      change.run(...key, ...numbers)
      return JSON.stringify([key, numbers])
    },
    take(tallied: string | null): void {
      if (tallied === null) return
      const [key, numbers] = JSON.parse(tallied) as [string[], Counted]
      change.run(...key, ...numbers.map((number) => -number))
      drop.run(key[0]!)
    },
  }
}

/** Rows of some months, as far as a query's asker reaches. */
export function createTallyReader(db: DatabaseSync) {
  const rows = db.prepare('SELECT * FROM tally WHERE month = ?')
  return (months: readonly string[], reach: Pick<ScopedQuery, 'agencies' | 'within' | 'without'>): TallyRow[] =>
    months.flatMap((month) => (rows.all(month) as unknown as StoredRow[]).filter((row) => isReached(row, reach)))
}

interface StoredRow extends TallyRow {
  readonly agency: string
  readonly label: string
  readonly owner: string
}

function isReached(
  row: StoredRow,
  { agencies, within, without }: Pick<ScopedQuery, 'agencies' | 'within' | 'without'>,
) {
  const has = ({ name, value }: Facet): boolean => {
    const own = String(row[name as keyof StoredRow] ?? '').toLowerCase()
    return (name === 'label' ? own.split(' ') : [own]).includes(value.toLowerCase())
  }
  if (agencies !== null && !agencies.some((value) => has({ name: 'agency', value }))) return false
  return (within === undefined || within.some(has)) && !(without ?? []).some(has)
}

/** An exchange counts where it begins, an answer where it ends. */
function countedOf({ type, prompt, facets }: SearchDocument): Counted | null {
  const isReviewed = facets['reviewed'] === 'yes'
  if (type === 'prompt') return [1, 0, 0, 0, 0]
  if (type === 'blocked') return [prompt === null ? 1 : 0, 1, 0, 0, 0]
  if (type === 'response') return [0, 0, isReviewed ? 1 : 0, isReviewed ? 0 : 1, Number(facets['cost'] ?? 0)]
  return null
}

function keyOf({ time, agency, facets }: SearchDocument): string[] {
  const { unit, system = '', purpose = '', user = '', label = '' } = facets
  return [time.slice(0, 7), agency, unit ?? '', system, purpose, user, label, unit === undefined ? 'unknown' : '']
}
