/** How a decision would change: the words of every report. */
export type Direction = 'allow→refuse' | 'refuse→allow'

/** One exchange whose decision another policy would have turned. */
export interface TurnedDecision {
  readonly direction: Direction
  readonly agency: string
  readonly unit: string
  readonly purpose: string
  /** Code of the refusal, on whichever side it is. */
  readonly code: string
  /** Exchange id. */
  readonly record: string
}

/** A row of a report: how many, and some records to look at; never content. */
export interface TallyRow extends Omit<TurnedDecision, 'record'> {
  readonly count: number
  readonly samples: readonly string[]
}

const SAMPLES_MAX = 5

/** Rows beyond this are added up in one, so that nobody’s invented purposes fill the memory. */
const ROWS_MAX = 2_000

/** Counts turned decisions by department and purpose. */
export interface ChangeTally {
  add(turned: TurnedDecision): void
  /** Most frequent first. */
  rows(): TallyRow[]
  count(direction: Direction): number
}

export function createChangeTally(): ChangeTally {
  const rows = new Map<string, { row: Omit<TallyRow, 'count' | 'samples'>; count: number; samples: string[] }>()
  const totals: Record<Direction, number> = { 'allow→refuse': 0, 'refuse→allow': 0 }
  return {
    add({ record, ...turned }) {
      totals[turned.direction]++
      const own = [turned.direction, turned.agency, turned.unit, turned.purpose, turned.code].join('\0')
      const isKept = rows.has(own) || rows.size < ROWS_MAX
      const key = isKept ? own : turned.direction
      let row = rows.get(key)
      if (row === undefined) {
        const { direction } = turned
        const others = { direction, agency: 'others', unit: 'others', purpose: 'others', code: 'others' }
        row = { row: isKept ? turned : others, count: 0, samples: [] }
        rows.set(key, row)
      }
      row.count++
      if (row.samples.length < SAMPLES_MAX) row.samples.push(record)
    },
    rows: () =>
      [...rows.values()]
        .map(({ row, count, samples }) => ({ ...row, count, samples: [...samples] }))
        .sort((a, b) => b.count - a.count),
    count: (direction) => totals[direction],
  }
}
