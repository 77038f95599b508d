import type { Principal } from './principal.ts'
import type { StateRows } from './state-rows.ts'

/** State kind of courses on the gateway’s own record; the key is `principal key|course`. */
export const COURSE_ON_RECORD = 'course-on-record'

/** Clause MS-63: that somebody completed a course, and how that is known. */
export interface CourseOnRecord {
  readonly course: string
  /** RFC 3339. */
  readonly on: string
  /** Passed here, or told by whoever keeps the agency’s register of courses. */
  readonly source: 'primer' | 'register'
}

export const courseKey = (principalKey: string, course: string): string => `${principalKey}|${course}`

/** The principal with what is on record here: of each course the later date, wherever it is from. */
export function withCoursesOnRecord(principal: Principal, courses: readonly string[], rows: StateRows): Principal {
  let training: Record<string, string> | null = null
  for (const course of courses) {
    const row = rows.get(COURSE_ON_RECORD, courseKey(principal.key, course)) as CourseOnRecord | undefined
    const known = principal.training[course]
    if (row === undefined || (known !== undefined && Date.parse(known) >= Date.parse(row.on))) continue
    training ??= { ...principal.training }
    training[course] = row.on
  }
  return training === null ? principal : { ...principal, training }
}
