import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockOf, daysLeft, dueDay, limitDay, receivedDay } from '#src/requests/clock.ts'
import type { ClockStop } from '#src/requests/request-row.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import '#test/support/property-seed.ts'

const ZONE = 'America/Chicago'
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Days off of two years, from the rules by which the States keep them, not from the profiles. */
function daysOff(state: 'MS' | 'MO', year: number): string[] {
  const iso = (month: number, day: number): string =>
    new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
  const nth = (month: number, weekday: number, which: number): string => {
    const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
    return iso(month, 1 + ((weekday - first + 7) % 7) + (which - 1) * 7)
  }
  const last = (month: number, weekday: number): string => {
    const end = new Date(Date.UTC(year, month, 0))
    return iso(month, end.getUTCDate() - ((end.getUTCDay() - weekday + 7) % 7))
  }
  const kept = (month: number, day: number): string => {
    const at = Date.UTC(year, month - 1, day)
    const shift = { 0: DAY, 6: -DAY }[new Date(at).getUTCDay()] ?? 0
    return new Date(at + shift).toISOString().slice(0, 10)
  }
  const common = [
    kept(1, 1),
    nth(1, 1, 3),
    nth(2, 1, 3),
    last(5, 1),
    kept(7, 4),
    nth(9, 1, 1),
    kept(11, 11),
    nth(11, 4, 4),
    kept(12, 25),
  ]
  return state === 'MS' ? [...common, last(4, 1)] : [...common, kept(2, 12), kept(5, 8), kept(6, 19), nth(10, 1, 2)]
}

const offOf = (state: 'MS' | 'MO'): Set<string> =>
  new Set([2026, 2027, 2028, 2029].flatMap((year) => daysOff(state, year)))
const PROFILES = { MS: 'us-ms-its', MO: 'us-mo-modot' } as const
const holidaysOf = (state: 'MS' | 'MO'): Set<string> => new Set(loadDemoPolicy(PROFILES[state]).profile.holidays)

/** Counted with fingers: day after day, and a day counts if nobody is off and the clock runs as it ends. */
function oracle(from: string, days: number, off: ReadonlySet<string>, stopped: (endOfDay: number) => boolean): string {
  let noon = Date.parse(`${from}T12:00:00Z`)
  let left = days
  while (left > 0) {
    noon += DAY
    const day = new Date(noon).toISOString().slice(0, 10)
    if (![0, 6].includes(new Date(noon).getUTCDay()) && !off.has(day) && !stopped(midnightAfter(day))) left--
  }
  return new Date(noon).toISOString().slice(0, 10)
}

/** The instant at which a day ends in Chicago, found by trying both offsets. */
function midnightAfter(day: string): number {
  const next = Date.parse(`${day}T00:00:00Z`) + DAY
  const wall = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' })
  const [first] = [5, 6]
    .map((hours) => next + hours * HOUR)
    .filter((at) => wall.format(at) > day && wall.format(at - 1) === day)
  return first!
}

const facts = (day: string, allowance: number, stops: readonly ClockStop[] = [], limitDays: number | null = null) => ({
  receivedDay: day,
  allowance,
  stops,
  limitDays,
})
const stop = (from: string, to: string | null): ClockStop => ({ for: 'clarification', from, to, until: null })

describe.each(['MS', 'MO'] as const)('%s', (state) => {
  test('the profile’s holidays are those by which the State keeps them, for two years', () => {
    const expected = [2027, 2028].flatMap((year) => daysOff(state, year)).filter((day) => day >= '2027' && day < '2029')
    const own = [...holidaysOf(state)].filter((day) => day >= '2027-01-01' && day < '2029')
    // New Year’s Day of 2028 is kept in 2027.
    expect(own.toSorted()).toEqual([...new Set([...expected, '2027-12-31'])].toSorted())
  })

  test('each day of two years has the right last day, of the response and of the limit', {
    tags: ['MS-24', 'MO-06'],
  }, () => {
    const calendar = { zone: ZONE, holidays: holidaysOf(state) }
    const [days, limit] = state === 'MS' ? [7, 14] : [3, null]
    const wrong: string[] = []
    for (let at = Date.parse('2026-12-01T18:00:00Z'); at < Date.parse('2028-11-30T00:00:00Z'); at += DAY) {
      const day = receivedDay(at, calendar)
      const one = facts(day, days, [], limit)
      const never = (): boolean => false
      if (dueDay(one, calendar) !== oracle(day, days, offOf(state), never)) wrong.push(day)
      if (limit !== null && limitDay(one, calendar) !== oracle(day, limit, offOf(state), never))
        wrong.push(`limit ${day}`)
    }
    expect(wrong).toEqual([])
  })
})

test.each([
  // Thanksgiving lies between; Missouri’s third business day is the one after the weekend.
  ['MO', '2026-11-24', 3, '2026-11-30'],
  ['MS', '2026-11-24', 7, '2026-12-04'],
  // Received on the Friday before a Monday off.
  ['MO', '2027-01-15', 3, '2027-01-21'],
  ['MS', '2027-04-23', 7, '2027-05-05'],
  ['MO', '2027-04-23', 3, '2027-04-28'],
  // Over the year’s end, with New Year’s Day of 2028 kept on the Friday before.
  ['MO', '2027-12-29', 3, '2028-01-04'],
  ['MS', '2027-12-22', 7, '2028-01-04'],
  // A leap day counts like another.
  ['MO', '2028-02-28', 3, '2028-03-02'],
  ['MS', '2028-02-23', 7, '2028-03-03'],
  // Clocks change on Sunday 14 March and 7 November 2027.
  ['MO', '2027-03-12', 3, '2027-03-17'],
  ['MO', '2027-11-05', 3, '2027-11-10'],
  // Received on a Saturday, and on a day off.
  ['MO', '2027-06-05', 3, '2027-06-09'],
  ['MO', '2027-07-05', 3, '2027-07-08'],
] as const)('%s: received on %s, %d business days end on %s', (state, day, days, expected) => {
  expect(dueDay(facts(day, days), { zone: ZONE, holidays: holidaysOf(state) })).toBe(expected)
})

test.each([
  ['2026-12-02T22:59:00Z', '2026-12-02'],
  ['2026-12-02T23:00:00Z', '2026-12-03'],
  ['2026-12-04T23:30:00Z', '2026-12-07'],
  ['2026-12-05T16:00:00Z', '2026-12-07'],
  ['2026-12-25T16:00:00Z', '2026-12-28'],
  ['2026-12-03T04:30:00Z', '2026-12-03'],
])('with a close of business at five, what comes at %s is received on %s', (at, expected) => {
  expect(receivedDay(Date.parse(at), { zone: ZONE, holidays: holidaysOf('MO') }, '17:00')).toBe(expected)
})

test('a stop holds back every day at whose end it stands, and a stop within a day none', () => {
  const calendar = { zone: ZONE, holidays: holidaysOf('MO') }
  const day = '2027-03-01'
  const due = (...stops: ClockStop[]) => dueDay(facts(day, 3, stops), calendar)
  expect(due()).toBe('2027-03-04')
  expect(due(stop('2027-03-02T15:00:00Z', '2027-03-02T21:00:00Z'))).toBe('2027-03-04')
  expect(due(stop('2027-03-02T15:00:00Z', '2027-03-03T15:00:00Z'))).toBe('2027-03-05')
  // Over a weekend in which the clocks change: only Friday’s end lies in it.
  expect(due(stop('2027-03-02T15:00:00Z', '2027-03-15T15:00:00Z'))).toBe('2027-03-17')
  expect(due(stop('2027-03-02T15:00:00Z', null))).toBeNull()
})

test('while the clock stands still its days are kept, and it is overdue only if it was before', () => {
  const calendar = { zone: ZONE, holidays: holidaysOf('MO') }
  const at = (iso: string) => Date.parse(iso)
  const paused = facts('2027-03-01', 3, [stop('2027-03-03T15:00:00Z', null)])
  expect(clockOf(paused, calendar, at('2027-06-01T15:00:00Z'))).toMatchObject({ due: null, left: 2, overdue: false })
  const late = facts('2027-03-01', 3, [stop('2027-03-05T15:00:00Z', null)])
  expect(clockOf(late, calendar, at('2027-06-01T15:00:00Z'))).toMatchObject({ due: null, left: 0, overdue: true })
  // The last day belongs to whoever answers, to its last moment.
  const running = facts('2027-03-01', 3)
  expect(clockOf(running, calendar, at('2027-03-05T05:59:59Z'))).toMatchObject({ left: 1, overdue: false })
  expect(clockOf(running, calendar, at('2027-03-05T06:00:00Z'))).toMatchObject({ left: 0, overdue: true })
})

test('whatever stops there were, the day is the one that is counted with fingers', { tags: ['MS-24', 'MO-06'] }, () => {
  const start = Date.parse('2026-12-01T00:00:00Z')
  const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 * 24 }), fc.integer({ min: 0, max: 30 * 24 })), {
    maxLength: 4,
  })
  fc.assert(
    fc.property(
      fc.constantFrom('MS' as const, 'MO' as const),
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 1, max: 30 }),
      spans,
      (state, later, days, hours) => {
        const at = start + later * DAY
        const calendar = { zone: ZONE, holidays: offOf(state) }
        const day = receivedDay(at, calendar)
        let from = at
        const stops = hours.map(([gap, length]) => {
          const begins = from + gap * HOUR
          from = begins + length * HOUR
          return stop(new Date(begins).toISOString(), new Date(from).toISOString())
        })
        const isStopped = (end: number) => stops.some((one) => Date.parse(one.from) < end && Date.parse(one.to!) >= end)
        const due = dueDay(facts(day, days, stops), calendar)
        expect(due).toBe(oracle(day, days, offOf(state), isStopped))
        expect(daysLeft(facts(day, days, stops), calendar, midnightAfter(due!) - 1)).toBe(1)
        expect(daysLeft(facts(day, days, stops), calendar, midnightAfter(due!))).toBe(0)
      },
    ),
  )
})
