import type { TallyRow } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { type CountedCell, type Measure, type ShownCell, shownAlone, shownTable } from '../../core/small-cells.ts'
import { agencyCounts, countedReach } from '../../policy/record-access.ts'
import type { Asking } from '../asking.ts'
import { callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { type SearchParts, searchWithin } from '../record-search.ts'

/** Fields that a report has a table of. */
export const REPORT_FIELDS = ['unit', 'system', 'purpose'] as const
export type ReportField = (typeof REPORT_FIELDS)[number]

/** Use of one calendar month (UTC). Numbers behind which are fewer than ten people are null, and so is what would tell them. */
export interface UseReport {
  readonly month: string
  /** Null: the whole agency. */
  readonly unit: string | null
  readonly total: ShownCell
  readonly by: Readonly<Partial<Record<ReportField, readonly ShownCell[]>>>
  /** The twelve months up to this one; no sum of them is given. */
  readonly months: readonly ShownCell[]
  readonly lag: number
}

export interface ReportDesk {
  use(asking: Asking, month: string, report: string, signal?: AbortSignal): Promise<UseReport>
  /** Whether somebody sees reports at all. */
  mayAsk(caller: Principal): boolean
}

export interface ReportDeskParts extends SearchParts {
  readonly look: RecordLook
}

/** Who sees numbers of the whole agency, no content: those who answer for its use, and those who audit it. */
const WHOLE_AGENCY = ['auditor', 'records-officer', 'privacy-officer', 'executive-director', 'cto']

const MONTHS = 12

/**
 * Clauses MS-10, MO-03, MO-19: numbers without content, and never of so few people that they speak of one. Only whole months
 * are reported, and no sum of months, so that nothing comes of holding one span of time against another.
 */
export function createReportDesk(parts: ReportDeskParts): ReportDesk {
  const isWhole = ({ roles }: Principal): boolean => WHOLE_AGENCY.some((role) => roles.includes(role))
  const mayAsk = (caller: Principal): boolean => isWhole(caller) || countedReach(parts.policy(), caller) !== null

  return {
    mayAsk,
    async use(asking, month, report, signal) {
      const caller = callerOf(asking)
      if (!mayAsk(caller)) throw notYours()
      const unit = isWhole(caller) ? null : caller.unit
      const { index: looked } = await parts.look(asking, {
        action: 'report',
        report,
        month,
        ...(unit === null ? {} : { unit }),
      })
      const months = monthsUpTo(month)
      const search = searchWithin(parts, agencyCounts(parts.policy(), caller))
      const { tally, lag, upTo } = await search({ query: '', limit: 1, only: 'tally', tally: months }, signal)
      const ofMonth = (one: string): TallyRow[] => tally.filter((row) => row.month === one)
      const own = unit === null ? ofMonth(month) : ofMonth(month).filter((row) => row.unit === unit)
      const fields = unit === null ? REPORT_FIELDS : REPORT_FIELDS.filter((field) => field !== 'unit')
      const total = (one: string): ShownCell =>
        unit === null ? shownAlone(one, cellOf(ofMonth(one))) : unitCell(ofMonth(one), unit, one)
      const sum = total(month)
      const by = fields.map((field) => {
        const { rows } = shownTable(cellsBy(own, field), cellOf(own))
        return [field, rows.map((row) => within(row, sum)).toSorted(byUse)] as const
      })
      return {
        month,
        unit,
        total: { ...sum, value: '' },
        by: Object.fromEntries(by),
        months: months.map(total),
        lag: looked >= upTo && lag > 0 ? lag - 1 : lag,
      }
    },
  }
}

/** One unit, as far as the agency’s own table shows it: who sees both learns nothing more. */
function unitCell(rows: readonly TallyRow[], unit: string, value: string): ShownCell {
  const table = shownTable(cellsBy(rows, 'unit'), cellOf(rows))
  const found = table.rows.find((row) => row.value === unit)
  return found === undefined ? shownAlone(value, cellOf([])) : { ...found, value }
}

/** Rows of a sum that isn’t shown aren’t either: they would add up to it. */
function within(row: ShownCell, { exchanges, refused }: ShownCell): ShownCell {
  if (exchanges === null) return { value: row.value, exchanges: null, refused: null, unreviewed: null, cost: null }
  return refused === null ? { ...row, refused: null, unreviewed: null, cost: null } : row
}

function cellsBy(rows: readonly TallyRow[], field: ReportField): [string, CountedCell][] {
  const groups = Map.groupBy(rows, (row) => row[field])
  return [...groups].map(([value, members]) => [value, cellOf(members)])
}

function cellOf(rows: readonly TallyRow[]): CountedCell {
  const sum = (measure: Measure): number => rows.reduce((total, row) => total + row[measure], 0)
  const behind = (measure: Measure): ReadonlySet<string> =>
    new Set(rows.flatMap((row) => (row[measure] > 0 ? [row.user] : [])))
  return {
    exchanges: sum('exchanges'),
    refused: sum('refused'),
    unreviewed: sum('unreviewed'),
    reviewed: sum('reviewed'),
    cost: sum('cost'),
    people: {
      exchanges: behind('exchanges'),
      refused: behind('refused'),
      unreviewed: behind('unreviewed'),
      reviewed: behind('reviewed'),
      cost: behind('cost'),
    },
  }
}

function byUse(a: ShownCell, b: ShownCell): number {
  return (b.exchanges ?? -1) - (a.exchanges ?? -1) || (a.value < b.value ? -1 : 1)
}

function monthsUpTo(month: string): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return Array.from({ length: MONTHS }, (_, at) =>
    new Date(Date.UTC(year, number - 1 - (MONTHS - 1 - at), 1)).toISOString().slice(0, 7),
  )
}

function notYours(): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MO-03',
    rule: 'access.yaml',
    message: 'Your roles don’t include reports about use.',
    next: 'Ask the leader of your unit, or an auditor.',
  })
}
