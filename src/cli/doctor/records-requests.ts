import { dayOf } from '../../core/calendar.ts'
import { undecidedOf } from '../../requests/undecided.ts'
import { type DoctorCheck, fail, ok, warn } from './check.ts'

/** Holidays are wanted this many days ahead: a clock of a request may run as far. */
const AHEAD_DAYS = 60

/** Clauses MS-24, MO-06: the law of public-records requests is there, confirmed, and its calendar reaches far enough. */
export const recordsRequests: DoctorCheck = {
  name: 'records requests',
  needs: ['policy'],
  run({ policy }) {
    const { recordsRequests: law, profile } = policy!
    if (law === null)
      return [
        fail('records-requests.yaml is missing: no public-records request can be taken in, and none is held open'),
      ]
    const until = dayOf(Date.now() + AHEAD_DAYS * 86_400_000, profile.timezone)
    const last = profile.holidays.toSorted().at(-1) ?? null
    const undecided = undecidedOf(policy!)
    return [
      ...(last === null || last < until
        ? [
            warn(
              `holidays are listed until ${last ?? 'no day'}: list the next year’s, or clocks of requests run too fast`,
            ),
          ]
        : []),
      ...undecided.map(({ value, what }) =>
        warn(`records-requests.yaml, ${value}: a person has still to confirm it: ${what}`),
      ),
      ...(undecided.length === 0 ? [ok(`the law of public-records requests is confirmed: ${law.law}`)] : []),
    ]
  },
}
