import { expect, test } from 'vitest'
import { addMonths, endOfDay, startOfDay } from '#src/policy/zoned-day.ts'

test.each([
  ['2026-11-22', 'America/Chicago', '2026-11-22T06:00:00Z', '2026-11-23T06:00:00Z'],
  ['2027-07-04', 'America/Chicago', '2027-07-04T05:00:00Z', '2027-07-05T05:00:00Z'],
  // 25 and 23 hours: the clocks change within the day.
  ['2026-11-01', 'America/Chicago', '2026-11-01T05:00:00Z', '2026-11-02T06:00:00Z'],
  ['2027-03-14', 'America/Chicago', '2027-03-14T06:00:00Z', '2027-03-15T05:00:00Z'],
  ['2027-12-31', 'UTC', '2027-12-31T00:00:00Z', '2028-01-01T00:00:00Z'],
  ['2028-02-28', 'Asia/Kolkata', '2028-02-27T18:30:00Z', '2028-02-28T18:30:00Z'],
])('%s in %s', (day, zone, start, end) => {
  expect(new Date(startOfDay(day, zone)).toISOString()).toBe(start.replace('Z', '.000Z'))
  expect(new Date(endOfDay(day, zone)).toISOString()).toBe(end.replace('Z', '.000Z'))
})

test('months are calendar months, clamped to their end', () => {
  expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
  expect(addMonths('2027-08-31', 6)).toBe('2028-02-29')
  expect(addMonths('2026-11-30', 12)).toBe('2027-11-30')
})
