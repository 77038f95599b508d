/** What a cell of a report counts, and of whom. */
export interface CountedCell {
  readonly exchanges: number
  readonly refused: number
  readonly unreviewed: number
  readonly reviewed: number
  /** Millionths of a dollar. */
  readonly cost: number
  /** Who is behind each number. */
  readonly people: Readonly<Record<Measure, ReadonlySet<string>>>
}

const MEASURES = ['exchanges', 'refused', 'unreviewed', 'reviewed', 'cost'] as const
export type Measure = (typeof MEASURES)[number]

/** As it may be shown: null where it would speak of fewer than {@link PEOPLE_MIN} people, or help to work out what does. */
export interface ShownCell {
  readonly value: string
  readonly exchanges: number | null
  readonly refused: number | null
  readonly unreviewed: number | null
  readonly cost: number | null
}

/** People who are at least behind a number that is shown. */
export const PEOPLE_MIN = 10

/** Numbers within an exchange count: they are shown together or not at all, since each follows from the others. */
const DETAILS: readonly Measure[] = ['refused', 'unreviewed', 'reviewed', 'cost']

/**
 * A table of one field and its total, so that nothing hidden can be worked out from it: with a hidden row others go, the
 * smallest first, until at least two are hidden and at least {@link PEOPLE_MIN} people are behind their sum.
 */
export function shownTable(
  rows: readonly (readonly [value: string, cell: CountedCell])[],
  total: CountedCell,
): { readonly rows: readonly ShownCell[]; readonly total: ShownCell } {
  const hidden = closed(rows, new Set(small(rows, ['exchanges'])), ['exchanges'])
  const details = closed(rows, new Set([...hidden, ...small(rows, DETAILS)]), DETAILS)
  const isAllHidden = isSmall(total, 'exchanges')
  const areAllDetails = isAllHidden || DETAILS.some((measure) => isSmall(total, measure))
  return {
    rows: rows.map(([value, cell]) =>
      shown(value, cell, isAllHidden || hidden.has(value), areAllDetails || details.has(value)),
    ),
    total: shown('', total, isAllHidden, areAllDetails),
  }
}

/** A cell by itself, of which no sum is shown. */
export function shownAlone(value: string, cell: CountedCell): ShownCell {
  const isHidden = isSmall(cell, 'exchanges')
  return shown(value, cell, isHidden, isHidden || DETAILS.some((measure) => isSmall(cell, measure)))
}

function small(rows: readonly (readonly [string, CountedCell])[], measures: readonly Measure[]): string[] {
  return rows.flatMap(([value, cell]) => (measures.some((measure) => isSmall(cell, measure)) ? [value] : []))
}

function isSmall({ people }: CountedCell, measure: Measure): boolean {
  const { size } = people[measure]
  return size > 0 && size < PEOPLE_MIN
}

/** Hides more until no hidden row follows from the shown ones and the total. */
function closed(
  rows: readonly (readonly [string, CountedCell])[],
  hidden: Set<string>,
  measures: readonly Measure[],
): ReadonlySet<string> {
  const spare = rows
    .filter(([value]) => !hidden.has(value))
    .toSorted(([, a], [, b]) => a.people.exchanges.size - b.people.exchanges.size)
  while (hidden.size > 0 && spare.length > 0 && !isSafe()) hidden.add(spare.shift()![0])
  return hidden

  function isSafe(): boolean {
    const cells = rows.filter(([value]) => hidden.has(value)).map(([, cell]) => cell)
    return measures.every((measure) => {
      // A row that has nothing of a measure gives no cover to one that has.
      const having = cells.filter(({ people }) => people[measure].size > 0)
      const behind = new Set(having.flatMap(({ people }) => [...people[measure]])).size
      return behind === 0 || (having.length >= 2 && behind >= PEOPLE_MIN)
    })
  }
}

function shown(value: string, cell: CountedCell, isHidden: boolean, areDetailsHidden: boolean): ShownCell {
  const { exchanges, refused, unreviewed, cost } = cell
  return areDetailsHidden
    ? { value, exchanges: isHidden ? null : exchanges, refused: null, unreviewed: null, cost: null }
    : { value, exchanges, refused, unreviewed, cost }
}
