import { ANSWER_REVIEW, type AnswerReview } from '../../core/answer-mark.ts'
import { dayOf } from '../../core/calendar.ts'
import { hasLeft } from '../../core/has-left.ts'
import { KNOWN_PERSON, type KnownPerson } from '../../core/known-person.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { COURSE_ON_RECORD, courseKey } from '../../core/training-record.ts'
import { INCIDENT_CASE, type IncidentCase } from '../../incidents/incident-row.ts'
import { DECISION_RECORD, type DecisionRow, isOverdue } from '../../oversight/decisions/decision-row.ts'
import type { ScoredFact } from '../../oversight/scorecard/scorecard.ts'
import type { PolicySet } from '../../policy/policy-set.ts'

/**
 * What the log has for the scorecards of an agency's units. An incident that is kept from anybody isn't among them, so that
 * no number tells of one (MS-14); nor is what is behind the wall of privilege.
 */
export function scoredFacts(policy: PolicySet, rows: StateRows, agency: string, now: number): ScoredFact[] {
  const people = ([...rows.all(KNOWN_PERSON)] as [string, KnownPerson][]).filter(
    ([key, known]) => known.agency === agency && !hasLeft(rows, key),
  )
  const needed = Object.keys(policy.courses)
  const isReady = (key: string): boolean =>
    needed.every((course) => rows.get(COURSE_ON_RECORD, courseKey(key, course)) !== undefined)
  const today = dayOf(now, policy.profile.timezone)
  const { units: walled, purposes } = policy.access.privilege
  const training = people.map(
    ([key, { unit }]): ScoredFact => ({ measure: 'training', unit, at: null, person: key, isPart: isReady(key) }),
  )
  const reviews = ([...rows.all(ANSWER_REVIEW).values()] as AnswerReview[]).flatMap((one): ScoredFact[] => {
    const known = rows.get(KNOWN_PERSON, one.by) as KnownPerson | undefined
    if (one.agency !== agency || known === undefined) return []
    return [{ measure: 'reviews', unit: known.unit, at: one.at, person: one.by, isPart: one.result !== 'as-is' }]
  })
  const decisions = ([...rows.all(DECISION_RECORD).values()] as DecisionRow[])
    .filter((one) => one.agency === agency && !purposes.includes(one.purpose ?? ''))
    .map(
      (one): ScoredFact => ({
        ...{ measure: 'decisions', unit: one.unit, at: one.openedAt, person: one.holder ?? one.asker },
        isPart: isOverdue(one, today),
      }),
    )
  const incidents = ([...rows.all(INCIDENT_CASE).values()] as IncidentCase[]).flatMap((one): ScoredFact[] => {
    if (one.agency !== agency || one.unit === null || one.reporter === null || isKeptFromSomebody(one)) return []
    return [
      { measure: 'incidents', unit: one.unit, at: one.receivedAt, person: one.reporter, isPart: one.closedAt === null },
    ]
  })
  return [...training, ...reviews, ...decisions, ...incidents].filter(({ unit }) => !walled.includes(unit))
}

function isKeptFromSomebody({ supervisorInvolved, hideFrom, subjects, reporterHidden }: IncidentCase): boolean {
  return supervisorInvolved || hideFrom.length > 0 || subjects.length > 0 || reporterHidden === true
}
