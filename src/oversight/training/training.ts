import type { Clock } from '../../core/ids.ts'
import { KNOWN_PERSON, type KnownPerson } from '../../core/known-person.ts'
import { isPerson, type Principal, principalKey } from '../../core/principal.ts'
import type { StateChange } from '../../core/record.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { COURSE_ON_RECORD, type CourseOnRecord, courseKey } from '../../core/training-record.ts'
import type { PolicySet, Primer } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import { judgeQuiz, type QuizResult } from './judge-quiz.ts'

export interface TrainingParts {
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly clock: Clock
}

/** A course that somebody completed elsewhere, as the agency’s register of courses tells it. */
export interface Completion {
  readonly issuer: string
  readonly subject: string
  readonly course: string
  /** RFC 3339, or a day. */
  readonly on: string
}

/** How many of a unit’s people have each course; null where it would tell of few. */
export interface UnitReadiness {
  readonly unit: string
  readonly people: number | null
  readonly ready: number | null
}

/** Fewer people than these are not counted: a number of them would speak of each. */
const PEOPLE_MIN = 10

/** Clause MS-63: training before use: a short primer with its quiz, courses from elsewhere, and how ready units are. */
export interface Training {
  primer(): Primer | null
  /** Recorded where it was passed; what was wrong, where it wasn’t. Nothing is kept of a quiz that wasn’t passed. */
  take(caller: Principal, answers: Readonly<Record<string, string>>): Promise<QuizResult | Refusal>
  /** Idempotent: a completion that is known, or older than the one that is, changes nothing. */
  record(caller: Principal, completions: readonly Completion[]): Promise<{ readonly recorded: number } | Refusal>
  readiness(caller: Principal): Promise<readonly UnitReadiness[] | Refusal>
  mayRecord(caller: Principal): boolean
}

export function createTraining({ policy, ledger, clock }: TrainingParts): Training {
  const rows = ledger.state
  const mayRecord = ({ roles }: Principal): boolean =>
    (policy().oversight?.courseRecorders ?? []).some((role) => roles.includes(role))

  function changeOf(key: string, course: string, on: string, source: CourseOnRecord['source']): StateChange | null {
    const known = rows.get(COURSE_ON_RECORD, courseKey(key, course)) as CourseOnRecord | undefined
    if (known !== undefined && Date.parse(known.on) >= Date.parse(on)) return null
    return {
      kind: COURSE_ON_RECORD,
      key: courseKey(key, course),
      value: { course, on, source } satisfies CourseOnRecord,
    }
  }

  return {
    mayRecord,
    primer: () => policy().oversight?.primer ?? null,
    async take(caller, answers) {
      const primer = policy().oversight?.primer
      if (primer === undefined) return none()
      if (!isPerson(caller)) return notYours('Courses are for people.')
      const result = judgeQuiz(primer, answers)
      if (!result.passed) return result
      const change = changeOf(caller.key, primer.course, new Date(clock.now()).toISOString(), 'primer')
      await ledger.write({
        type: 'admin',
        agency: caller.agency,
        actor: caller,
        meta: {
          action: 'complete-course',
          course: primer.course,
          source: 'primer',
          right: result.right,
          of: primer.questions.length,
        },
        state: change === null ? [] : [change],
      })
      return result
    },
    async record(caller, completions) {
      if (!mayRecord(caller)) return notYours('Your roles don’t include recording courses.')
      const { courses, issuers } = policy()
      const now = clock.now()
      for (const [at, { issuer, course, on }] of completions.entries()) {
        const fault =
          courses[course] === undefined
            ? 'the policy has no such course'
            : !issuers.some((one) => one.issuer === issuer || one.id === issuer)
              ? 'no directory of the policy has that name'
              : Number.isNaN(Date.parse(on)) || Date.parse(on) > now + 86_400_000
                ? 'the day isn’t one, or hasn’t come'
                : null
        if (fault !== null)
          return refusal('malformed_body', {
            rule: 'training-register',
            clause: 'MS-63',
            message: `Completion ${at + 1}: ${fault}. Nothing was recorded.`,
            next: 'Correct it and send the whole list again.',
          })
      }
      const issuerOf = (name: string): string => issuers.find(({ id }) => id === name)?.issuer ?? name
      const changes = completions.flatMap(({ issuer, subject, course, on }) => {
        const key = principalKey({ issuer: issuerOf(issuer), subject })
        return changeOf(key, course, new Date(on).toISOString(), 'register') ?? []
      })
      if (changes.length === 0) return { recorded: 0 }
      await ledger.write({
        type: 'admin',
        agency: caller.agency,
        actor: caller,
        meta: { action: 'record-courses', source: 'register', count: changes.length },
        state: changes,
      })
      return { recorded: changes.length }
    },
    async readiness(caller) {
      if (!mayRecord(caller)) return notYours('Your roles don’t include the training of others.')
      await ledger.write({
        type: 'access',
        agency: caller.agency,
        actor: caller,
        meta: { action: 'view-training-readiness' },
      })
      const needed = Object.keys(policy().courses)
      const people = [...rows.all(KNOWN_PERSON)] as [string, KnownPerson][]
      const own = people.filter(([, { agency }]) => agency === caller.agency)
      return [...Map.groupBy(own, ([, { unit }]) => unit)]
        .map(([unit, members]): UnitReadiness => {
          if (members.length < PEOPLE_MIN) return { unit, people: null, ready: null }
          const has = (key: string): boolean =>
            needed.every((course) => rows.get(COURSE_ON_RECORD, courseKey(key, course)) !== undefined)
          return { unit, people: members.length, ready: members.filter(([key]) => has(key)).length }
        })
        .toSorted((a, b) => a.unit.localeCompare(b.unit))
    },
  }
}

function none(): Refusal {
  return refusal('route_not_governed', { rule: 'primer', message: 'The policy has no primer.' })
}

function notYours(message: string): Refusal {
  return refusal('audience_not_granted', {
    rule: 'training',
    clause: 'MS-63',
    message,
    next: 'Ask whoever keeps the agency’s register of courses.',
  })
}
