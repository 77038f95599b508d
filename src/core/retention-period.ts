import { dayAfter, dayOf } from './calendar.ts'

/** What starts the clock of a record series. */
export const RETENTION_TRIGGERS = ['created', 'exchange-closed', 'case-closed', 'fiscal-year-end'] as const
export type RetentionTrigger = (typeof RETENTION_TRIGGERS)[number]

/** How long a series is kept, and from when. */
export interface RetentionTerms {
  /** ISO 8601 period of years, months and days, or `indefinite`. */
  readonly retain: string
  readonly from: RetentionTrigger
  /** Last day of the fiscal year, `MM-DD`. */
  readonly fiscalYearEnd: string
  /** IANA zone in which days are counted. */
  readonly zone: string
}

/** What is known of a record. */
export interface RetentionFacts {
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** When its exchange ended, milliseconds since the epoch; null while it hasn't. */
  readonly closedAt: number | null
  /** Calendar day on which its case was closed, or the action of a transitory one done; null while it isn't, or nobody has said so. */
  readonly caseClosed: string | null
}

/**
 * The first calendar day on which the terms let a record go; null: none, or none yet. Days are the zone's own, and a day
 * that a month lacks is the month's last (MO-27).
 */
export function dueDay(terms: RetentionTerms, facts: RetentionFacts): string | null {
  if (terms.retain === 'indefinite') return null
  const start = startDay(terms, facts)
  return start === null ? null : dayAfter(start, terms.retain)
}

/** Under several terms the longest wins; null where one of them doesn't let it go. */
export function longestDueDay(all: readonly RetentionTerms[], facts: RetentionFacts): string | null {
  const days = all.map((terms) => dueDay(terms, facts))
  if (days.length === 0 || days.includes(null)) return null
  return (days as string[]).reduce((latest, day) => (day > latest ? day : latest))
}

function startDay({ from, fiscalYearEnd, zone }: RetentionTerms, facts: RetentionFacts): string | null {
  switch (from) {
    case 'created':
      return dayOf(facts.createdAt, zone)
    case 'exchange-closed':
      return facts.closedAt === null ? null : dayOf(facts.closedAt, zone)
    case 'case-closed':
      return facts.caseClosed
    case 'fiscal-year-end':
      return endOfFiscalYear(dayOf(facts.createdAt, zone), fiscalYearEnd)
  }
}

/** The last day of the fiscal year that a day lies in; `end` is `MM-DD`. */
export function endOfFiscalYear(day: string, end: string): string {
  const year = Number(day.slice(0, 4))
  return `${day.slice(5) <= end ? year : year + 1}-${end}`
}
