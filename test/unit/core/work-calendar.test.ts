import { expect, test } from 'vitest'
import { workTimeOf } from '#src/core/work-calendar.ts'

const CALENDAR = {
  timezone: 'America/Chicago',
  holidays: ['2026-11-26'],
  hours: { from: '08:00', until: '17:00' },
}

test.for([
  // A Monday; Chicago is six hours behind UTC in winter, and five in summer.
  ['2026-11-23T14:00:00Z', 'working-day', true],
  ['2026-11-23T13:59:59Z', 'working-day', false],
  ['2026-11-23T22:59:59Z', 'working-day', true],
  ['2026-11-23T23:00:00Z', 'working-day', false],
  ['2026-07-06T13:00:00Z', 'working-day', true],
  ['2026-11-26T18:00:00Z', 'holiday', false],
  ['2026-11-28T18:00:00Z', 'weekend', false],
  // Saturday in UTC, and still Friday’s evening there.
  ['2026-11-28T01:00:00Z', 'working-day', false],
] as const)(
  'the work calendar says of %s that it is a %s, within the hours: %s',
  { tags: ['MO-50'] },
  ([at, day, isWithin]) => {
    expect(workTimeOf(Date.parse(at), CALENDAR)).toMatchObject({ day, isWithin, timezone: 'America/Chicago' })
  },
)
