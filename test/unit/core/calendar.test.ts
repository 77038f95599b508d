import { expect, test } from 'vitest'
import { dayAfter, dayOf } from '#src/core/calendar.ts'

test.each([
  ['2026-08-31', 'P5Y6M', '2032-02-29'],
  ['2026-08-31', 'P4Y6M', '2031-02-28'],
  ['2026-11-22', 'P3Y', '2029-11-22'],
  ['2028-02-29', 'P1Y', '2029-02-28'],
  ['2026-12-31', 'P1M1D', '2027-02-01'],
])('%s and %s is %s: a day that the month lacks is its last one', (day, period, expected) => {
  expect(dayAfter(day, period)).toBe(expected)
})

test('a day is the zone’s own', () => {
  expect(dayOf(Date.parse('2026-11-23T04:00:00Z'), 'America/Chicago')).toBe('2026-11-22')
  expect(dayOf(Date.parse('2026-11-23T04:00:00Z'), 'UTC')).toBe('2026-11-23')
})

test.each(['P', '5 years', 'P1W', 'indefinite'])('%s is no period', (period) => {
  expect(() => dayAfter('2026-11-22', period)).toThrow(RangeError)
})
