import { RECORD_COLUMNS, RECORD_FILTERS, type RecordColumn, type RecordFilter } from '../../../pages/console-views.ts'
import { startOfDay } from '../../../policy/zoned-day.ts'

/** What is asked for on the records page, as its address says it. */
export interface RecordFilters {
  /** In the query language, as it was typed. */
  readonly q: string
  readonly values: Readonly<Partial<Record<RecordFilter, string>>>
  /** Null: the usual ones. */
  readonly columns: readonly RecordColumn[] | null
}

/** Fields of the query language behind the page’s own names; times are apart. */
const FIELDS: Readonly<Partial<Record<RecordFilter, string>>> = {
  person: 'user',
  unit: 'unit',
  system: 'system',
  decision: 'decision',
  class: 'class',
  purpose: 'purpose',
  has: 'has',
  reviewed: 'reviewed',
  held: 'hold',
  hold: 'hold',
  redacted: 'redacted',
  incident: 'incident',
}

/** One record, one row: it begins with one of these. */
const BEGINNINGS = '(type:prompt OR type:blocked)'

const VALUE_MAX = 200
const DAY_MS = 86_400_000

export function readFilters(query: Readonly<Record<string, string>>): RecordFilters {
  const given = RECORD_FILTERS.flatMap((name): [RecordFilter, string][] => {
    const value = (query[name] ?? '').trim().slice(0, VALUE_MAX)
    return value === '' || ((name === 'from' || name === 'to') && !isDay(value)) ? [] : [[name, value]]
  })
  return { q: (query['q'] ?? '').trim(), values: Object.fromEntries(given), columns: columnsIn(query['cols']) }
}

/**
 * The query that the API would be asked. Words that were typed stand first, so that a fault is where the language says it is.
 * Without words of its own a search is for whole records.
 */
export function composeQuery({ q, values }: RecordFilters, zone: string, hasWords: boolean): string {
  const narrowing = Object.entries(FIELDS).flatMap(([name, field]) => {
    const value = values[name as RecordFilter]
    return value === undefined ? [] : [`${field}:"${value.replaceAll('"', ' ')}"`]
  })
  const start = values.from === undefined ? [] : [`after:${instant(values.from, zone)}`]
  const end = values.to === undefined ? [] : [`before:${instant(dayBehind(values.to), zone)}`]
  const rest = [...narrowing, ...start, ...end, ...(hasWords ? [] : [BEGINNINGS])]
  if (q === '') return rest.join(' ')
  // OR binds loosest: what is typed beside it must hold for the whole.
  const typed = /(^|\s)OR(\s|$)/.test(q) && rest.length > 0 ? `(${q})` : q
  return [typed, ...rest].join(' ')
}

/** The page’s address with these filters, and others changed: undefined takes one off. */
export function addressOf(
  path: string,
  { q, values, columns }: RecordFilters,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const all: Record<string, string | undefined> = {
    ...(q === '' ? {} : { q }),
    ...values,
    ...(columns === null ? {} : { cols: colsText(columns) }),
    ...changes,
  }
  const search = new URLSearchParams(
    Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
  )
  return search.size === 0 ? path : `${path}?${search}`
}

/** Columns as an address says them: none are `time`, which is always there. */
export function colsText(columns: readonly RecordColumn[]): string {
  return columns.length === 0 ? 'time' : columns.join('.')
}

function columnsIn(text: string | undefined): readonly RecordColumn[] | null {
  if (text === undefined || text === '') return null
  const wanted = new Set(text.split('.'))
  return RECORD_COLUMNS.filter((column) => wanted.has(column))
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
}

function instant(day: string, zone: string): string {
  return new Date(startOfDay(day, zone)).toISOString()
}

function dayBehind(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)
}
