import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Source, Sources } from '../sources.ts'

const DAY_MS = 86_400_000

/**
 * Ends on whose morning after nobody is there. What is due on a day holds until that day is over, so it is missed on the
 * next morning, weekdays from eight to noon; where either day is a weekend or a holiday, a person can't mend it in time.
 */
export function expiryWarnings(sources: Sources, documents: Documents): Problem[] {
  const holidays = new Set(documents.profile.holidays)
  const warn = (
    source: Pick<Source, 'problemAt'>,
    path: readonly PropertyKey[],
    day: string | undefined,
  ): Problem[] => {
    if (day === undefined) return []
    const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)
    const off = [day, next].find((one) => isOff(one, holidays))
    if (off === undefined) return []
    return [
      source.problemAt(
        path,
        `ends on ${day}, outside a business morning: ${off} is ${holidays.has(off) ? 'a holiday' : `a ${WEEKDAYS[weekday(off)]}`}`,
        'choose a weekday before a weekday, so that somebody is there when it ends',
      ),
    ]
  }
  return [
    ...sources.catalog.flatMap((source) => [
      ...source.data.systems.flatMap((system, at) => [
        ...warn(source, ['systems', at, 'approval', 'expires'], system.approval.expires),
        ...warn(source, ['systems', at, 'vendorPromise', 'expires'], system.vendorPromise?.expires),
        ...warn(source, ['systems', at, 'licence', 'expires'], system.licence?.expires),
        ...warn(source, ['systems', at, 'audit', 'due'], system.audit?.due),
        ...system.assessments.flatMap((one, index) =>
          warn(source, ['systems', at, 'assessments', index, 'due'], one.due),
        ),
        ...system.controls.flatMap((one, index) => warn(source, ['systems', at, 'controls', index, 'due'], one.due)),
      ]),
      ...source.data.applications.flatMap((one, at) =>
        warn(source, ['applications', at, 'approval', 'expires'], one.approval.expires),
      ),
      ...source.data.narrowed.flatMap((one, at) => warn(source, ['narrowed', at, 'expires'], one.expires)),
    ]),
    ...sources.clients.flatMap((source) =>
      source.data.clients.flatMap((client, at) => warn(source, ['clients', at, 'expires'], client.expires)),
    ),
  ]
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function weekday(day: string): number {
  return new Date(Date.parse(day)).getUTCDay()
}

function isOff(day: string, holidays: ReadonlySet<string>): boolean {
  return holidays.has(day) || weekday(day) === 0 || weekday(day) === 6
}
