import fc from 'fast-check'
import { expect, test } from 'vitest'
import { windowEnd, windowName } from '#src/core/quota-window.ts'

const ZONE = 'America/Chicago'
const HOUR = 3_600_000

test.each([
  ['an ordinary day', '2026-11-22T18:00:00Z', 'day', '2026-11-23T06:00:00.000Z', 24],
  ['the day the clocks go forward, of 23 hours', '2026-03-08T18:00:00Z', 'day', '2026-03-09T05:00:00.000Z', 23],
  ['the day the clocks go back, of 25 hours', '2026-11-01T18:00:00Z', 'day', '2026-11-02T06:00:00.000Z', 25],
  ['November, with a clock change', '2026-11-22T18:00:00Z', 'month', '2026-12-01T06:00:00.000Z', 30 * 24 + 1],
  ['February of a leap year', '2028-02-29T18:00:00Z', 'month', '2028-03-01T06:00:00.000Z', 29 * 24],
] as const)('%s ends at local midnight', (_, now, window, end, hours) => {
  const endsAt = windowEnd(Date.parse(now), window, ZONE)
  expect(new Date(endsAt).toISOString()).toBe(end)
  const name = windowName(Date.parse(now), window, ZONE)
  expect(windowName(endsAt - hours * HOUR, window, ZONE)).toBe(name)
  expect(windowName(endsAt - hours * HOUR - 1, window, ZONE)).not.toBe(name)
})

test('a window holds every instant until its end and none from then on', () => {
  const instant = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2034-01-01') })
  fc.assert(
    fc.property(instant, fc.constantFrom('day', 'month'), (now, window) => {
      const end = windowEnd(now, window, ZONE)
      expect(end).toBeGreaterThan(now)
      expect(windowName(end - 1, window, ZONE)).toBe(windowName(now, window, ZONE))
      expect(windowName(end, window, ZONE)).not.toBe(windowName(now, window, ZONE))
    }),
    { numRuns: 50 },
  )
})
