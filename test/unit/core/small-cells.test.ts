import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CountedCell, PEOPLE_MIN, type ShownCell, shownTable } from '#src/core/small-cells.ts'

/** What one person did in a row. */
interface Use {
  readonly person: number
  readonly row: number
  readonly refused: number
  readonly reviewed: number
  readonly unreviewed: number
}

const use = fc.record({
  person: fc.integer({ min: 0, max: 60 }),
  row: fc.integer({ min: 0, max: 5 }),
  refused: fc.integer({ min: 0, max: 2 }),
  reviewed: fc.integer({ min: 0, max: 1 }),
  unreviewed: fc.integer({ min: 0, max: 3 }),
})

function cellOf(uses: readonly Use[]): CountedCell {
  const sum = (of: (one: Use) => number) => uses.reduce((total, one) => total + of(one), 0)
  const people = (of: (one: Use) => number) =>
    new Set(uses.filter((one) => of(one) > 0).map(({ person }) => String(person)))
  const answered = (one: Use) => one.reviewed + one.unreviewed
  const all = (one: Use) => one.refused + answered(one)
  return {
    exchanges: sum(all),
    refused: sum(({ refused }) => refused),
    reviewed: sum(({ reviewed }) => reviewed),
    unreviewed: sum(({ unreviewed }) => unreviewed),
    cost: sum(answered) * 10,
    people: {
      exchanges: people(all),
      refused: people(({ refused }) => refused),
      reviewed: people(({ reviewed }) => reviewed),
      unreviewed: people(({ unreviewed }) => unreviewed),
      cost: people(answered),
    },
  }
}

function tableOf(uses: readonly Use[]) {
  const groups = Map.groupBy(uses, ({ row }) => String(row))
  const rows = [...groups].map(([row, members]) => [row, cellOf(members)] as [string, CountedCell])
  return { rows, total: cellOf(uses), shown: shownTable(rows, cellOf(uses)) }
}

type Number = 'exchanges' | 'refused' | 'unreviewed' | 'cost'
const NUMBERS: readonly Number[] = ['exchanges', 'refused', 'unreviewed', 'cost']

/**
 * What follows from what is shown: every number that is hidden is an unknown, every sum that holds is an equation, and
 * whatever elimination leaves with one unknown is found out. Sets of rows are unknowns too, as their sum may be few people’s.
 */
function workedOut(rows: readonly ShownCell[], total: ShownCell, number: Number): string[] | null {
  const hidden = rows.filter((row) => row[number] === null).map(({ value }) => value)
  return total[number] === null || hidden.length === 0 ? null : hidden
}

describe('a report’s table', () => {
  test('shows no number behind which are fewer than ten people', () => {
    fc.assert(
      fc.property(fc.array(use, { maxLength: 150 }), (uses) => {
        const { rows, shown } = tableOf(uses)
        for (const [value, cell] of rows)
          for (const number of NUMBERS) {
            const { size } = cell.people[number]
            const found = shown.rows.find((row) => row.value === value)!
            if (size > 0 && size < PEOPLE_MIN) expect(found[number]).toBeNull()
          }
      }),
    )
  })

  test('gives back by subtraction from its margins only what at least two rows and ten people make together', {
    tags: ['MO-03', 'MO-19'],
  }, () => {
    fc.assert(
      fc.property(fc.array(use, { maxLength: 150 }), (uses) => {
        const { rows, shown } = tableOf(uses)
        for (const number of NUMBERS) {
          const hidden = workedOut(shown.rows, shown.total, number)
          if (hidden === null) continue
          const cells = rows.filter(([value]) => hidden.includes(value)).map(([, cell]) => cell)
          const small = cells.filter(({ people }) => people[number].size > 0 && people[number].size < PEOPLE_MIN)
          if (small.length === 0) continue
          const having = cells.filter(({ people }) => people[number].size > 0)
          const behind = new Set(having.flatMap(({ people }) => [...people[number]]))
          expect(having.length).toBeGreaterThanOrEqual(2)
          expect(behind.size).toBeGreaterThanOrEqual(PEOPLE_MIN)
        }
      }),
    )
  })

  test('gives nothing back within a row either: what was refused, unreviewed and reviewed add up', () => {
    fc.assert(
      fc.property(fc.array(use, { maxLength: 150 }), (uses) => {
        const { rows, shown } = tableOf(uses)
        for (const [value, cell] of rows) {
          const row = shown.rows.find((one) => one.value === value)!
          if (row.exchanges === null || row.refused === null || row.unreviewed === null) continue
          // Reviewed answers follow from the three: they must be nobody’s or of ten people.
          const { size } = cell.people.reviewed
          expect(size === 0 || size >= PEOPLE_MIN).toBe(true)
        }
      }),
    )
  })

  test('with one small unit hides the next smallest, and with few people altogether hides everything', () => {
    const people = (row: number, from: number, count: number): Use[] =>
      Array.from({ length: count }, (_, at) => ({ person: from + at, row, refused: 0, reviewed: 0, unreviewed: 1 }))
    const { shown } = tableOf([...people(0, 0, 3), ...people(1, 100, 40), ...people(2, 200, 12)])
    expect(shown.rows.map(({ exchanges }) => exchanges)).toEqual([null, 40, null])
    expect(shown.total.exchanges).toBe(55)
    const few = tableOf([...people(0, 0, 3), ...people(1, 100, 4)]).shown
    expect(few.total.exchanges).toBeNull()
    expect(few.rows.every(({ exchanges }) => exchanges === null)).toBe(true)
  })
})
