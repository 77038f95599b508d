import type { Course, PolicySet } from '../policy-set.ts'
import { addMonths, endOfDay } from '../zoned-day.ts'
import { type Case, oblige, pass, refuse, type Verdict } from './check.ts'

const DAY_MS = 86_400_000
type State = 'valid' | 'grace' | 'missing'

/** The courses that a system requires of the people who use it. */
export function training({ facts }: Case, policy: PolicySet): Verdict {
  const { system, principal, now } = facts
  if (system.training.length === 0) return pass('training', ['MS-63'], 'The system requires no course.')
  if (principal.subjectType === 'service' || principal.subjectType === 'public') {
    return pass('training', ['MS-63'], 'Courses are for people on staff; the responsible official answers for the app.')
  }
  const states = system.training.map(
    (id) =>
      [
        policy.courses[id]!,
        stateOf(policy.courses[id]!, principal.training[id], now, policy.profile.timezone),
      ] as const,
  )
  const missing = states.find(([, state]) => state === 'missing')?.[0]
  if (missing !== undefined) {
    return refuse(
      'training',
      ['MS-63'],
      'training_required',
      `Course ${missing.id} (${missing.name}) is not on record or has lapsed.`,
      {
        next: `Complete the course at ${missing.link}, then sign in again.`,
      },
    )
  }
  const lapsing = states.find(([, state]) => state === 'grace')?.[0]
  if (lapsing !== undefined)
    return oblige('training', ['MS-63'], `Course ${lapsing.id} has lapsed; ${lapsing.graceDays} days of grace run.`)
  return pass('training', ['MS-63'], `On record: ${system.training.join(', ')}.`)
}

function stateOf(course: Course, completed: string | undefined, now: number, zone: string): State {
  const day = completed?.slice(0, 10)
  if (day === undefined || Number.isNaN(Date.parse(day)) || Date.parse(day) > now + DAY_MS) return 'missing'
  // Valid through the day before the anniversary; on the anniversary the course is due again.
  const lapses = endOfDay(addMonths(day, course.validMonths), zone) - DAY_MS
  if (now < lapses) return 'valid'
  return now < lapses + course.graceDays * DAY_MS ? 'grace' : 'missing'
}
