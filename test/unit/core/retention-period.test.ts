import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf } from '#src/core/calendar.ts'
import { dueDay, longestDueDay, type RetentionFacts, type RetentionTerms } from '#src/core/retention-period.ts'
import { RETENTION_DAYS } from '../../support/retention-days.ts'

const zone = 'America/Chicago'
const terms = (given: Partial<RetentionTerms> = {}): RetentionTerms => ({
  retain: 'P5Y6M',
  from: 'created',
  fiscalYearEnd: '06-30',
  zone,
  ...given,
})
const facts = (created: string, given: Partial<RetentionFacts> = {}): RetentionFacts => ({
  createdAt: Date.parse(created),
  closedAt: null,
  caseClosed: null,
  ...given,
})

describe('the day from which a record may go', { tags: ['MO-27', 'MO-29'] }, () => {
  test('is exact in 200 cases: leap days, ends of months, fiscal years, days of 23 and 25 hours', () => {
    expect(RETENTION_DAYS).toHaveLength(200)
    const wrong = RETENTION_DAYS.filter(
      ([created, from, fiscalYearEnd, retain, due]) =>
        dueDay(terms({ from, fiscalYearEnd, retain }), facts(created)) !== due,
    )
    expect(wrong).toEqual([])
  })

  test.each([
    ['2026-08-31T15:00:00Z', 'P5Y6M', '2032-02-29'],
    ['2027-08-31T15:00:00Z', 'P5Y6M', '2033-02-28'],
    ['2028-02-29T15:00:00Z', 'P6Y', '2034-02-28'],
    ['2032-03-01T04:00:00Z', 'P0D', '2032-02-29'],
  ])('%s and %s is %s', (created, retain, due) => {
    expect(dueDay(terms({ retain }), facts(created))).toBe(due)
  })

  test('counts from the end of the exchange, or of the case, where the series says so, and not before it has come', () => {
    const created = '2026-12-31T23:00:00Z'
    const closedAt = Date.parse('2027-01-01T06:00:00Z')
    const byExchange = terms({ from: 'exchange-closed', retain: 'P1Y' })
    expect(dueDay(byExchange, facts(created))).toBeNull()
    expect(dueDay(byExchange, facts(created, { closedAt }))).toBe('2028-01-01')
    const byCase = terms({ from: 'case-closed', retain: 'P1Y' })
    expect(dueDay(byCase, facts(created, { closedAt }))).toBeNull()
    expect(dueDay(byCase, facts(created, { caseClosed: '2028-02-29' }))).toBe('2029-02-28')
  })

  test('never comes for what is kept indefinitely, and of several terms the longest wins', () => {
    const some = facts('2026-08-31T15:00:00Z')
    expect(dueDay(terms({ retain: 'indefinite' }), some)).toBeNull()
    expect(longestDueDay([terms(), terms({ retain: 'P6Y' }), terms({ retain: 'P1Y' })], some)).toBe('2032-08-31')
    expect(longestDueDay([terms(), terms({ retain: 'indefinite' })], some)).toBeNull()
    expect(longestDueDay([], some)).toBeNull()
  })

  test('never comes earlier for a record made later, nor before the record was made', () => {
    const periods = fc.constantFrom('P5Y6M', 'P6Y', 'P1M', 'P30D', 'P0D', 'P11M1D')
    const from = fc.constantFrom('created' as const, 'fiscal-year-end' as const)
    const instant = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2100-01-01') })
    fc.assert(
      fc.property(instant, instant, periods, from, (a, b, retain, trigger) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)]
        const due = (at: number) =>
          dueDay(terms({ retain, from: trigger }), { createdAt: at, closedAt: null, caseClosed: null })!
        expect(due(early) <= due(late)).toBe(true)
        expect(due(early) >= dayOf(early, zone)).toBe(true)
      }),
    )
  })
})
