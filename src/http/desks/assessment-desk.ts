import { dayOf } from '../../core/calendar.ts'
import type { Clock } from '../../core/ids.ts'
import type { Principal } from '../../core/principal.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import type { AssessmentBody } from '../../oversight/assessments/assessment-log.ts'
import { type AssessmentRow, isReassessmentDue } from '../../oversight/assessments/assessment-row.ts'
import type { AssessmentText } from '../../oversight/assessments/assessment-text.ts'
import type { AssessmentAsked, AssessmentOpened, Assessments } from '../../oversight/assessments/assessments.ts'
import { type CitedPlace, citedPlace, referenceTo } from '../../oversight/assessments/citation.ts'
import { type TextDifference, textDifferences } from '../../oversight/assessments/text-differences.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { AdvisorySeat } from '../../policy/schema/approvals.ts'
import type { AssessmentKind } from '../../policy/schema/lifecycle.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export interface ListedAssessment {
  readonly row: AssessmentRow
  /** It is accepted, and should have been made again by now. */
  readonly isDue: boolean
  /** What a catalog entry names it by; null until it is accepted. */
  readonly reference: string | null
}

/** An assessment that the catalog rests on. */
export interface CatalogAssessment {
  readonly system: string
  readonly name: string
  readonly kind: AssessmentKind
  readonly reference: string
  readonly on: string
  readonly due: string
  readonly isOverdue: boolean
  readonly place: CitedPlace
}

export interface OpenedAssessment extends ListedAssessment {
  readonly text: AssessmentText
  readonly bodies: readonly AssessmentBody[]
  /** What it says otherwise than when it was submitted before. */
  readonly differences: readonly TextDifference[]
  /** The seat in which the caller may accept or return it now. */
  readonly seat: AdvisorySeat | null
  /** Why their sign-in is no signature for it; null: it is one. */
  readonly stepUp: Refusal | null
  readonly mayWrite: boolean
}

/** An assessment as it is handed on: its steps come to the same one again. */
export interface AssessmentReport {
  readonly form: 'statehouse-assessment-report/v1'
  readonly assessment: AssessmentRow
  readonly reference: string | null
  readonly text: AssessmentText
  readonly steps: readonly AssessmentBody[]
}

/** Clauses MS-45, MS-49: assessments of systems, the same by page and by API. Every look is recorded. */
export interface AssessmentDesk {
  mayRead(caller: Principal): boolean
  mayWrite(caller: Principal): boolean
  /** `system`: of one alone. */
  list(
    asking: Asking,
    system?: string | null,
  ): Promise<{ readonly assessments: readonly ListedAssessment[]; readonly catalog: readonly CatalogAssessment[] }>
  /** `request`: read by whoever may decide about a request that names it. */
  show(asking: Asking, number: string, request?: string | null): Promise<OpenedAssessment>
  open(asking: Asking, asked: AssessmentOpened): Promise<ListedAssessment>
  act(asking: Asking, number: string, asked: AssessmentAsked): Promise<ListedAssessment>
  report(asking: Asking, number: string, request?: string | null): Promise<AssessmentReport>
}

export interface AssessmentDeskParts {
  readonly assessments: Assessments
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly look: RecordLook
  /** Agency of a request that names an assessment and that somebody has to do with; null: there is none for them. */
  readonly agencyCiting: (request: string, number: string, caller: Principal) => Promise<string | null>
}

export function createAssessmentDesk(parts: AssessmentDeskParts): AssessmentDesk {
  const { assessments, policy, clock, look, agencyCiting } = parts
  const today = (): string => dayOf(clock.now(), policy().profile.timezone)

  const listed = (row: AssessmentRow): ListedAssessment => ({
    row,
    isDue: isReassessmentDue(row, today()),
    reference: row.accepted === null ? null : referenceTo(row),
  })

  async function found(number: string, request: string | null, caller: Principal): Promise<AssessmentRow> {
    const agency = request === null ? null : await agencyCiting(request, number, caller)
    const cited = agency === null ? null : assessments.find(number, agency)
    return cited ?? allowed(assessments.known(number, caller))
  }

  function catalog(system: string | null): CatalogAssessment[] {
    const find = (number: string, agency: string) => assessments.find(number, agency)
    return policy()
      .systems.filter(({ id }) => system === null || id === system)
      .flatMap(({ id, name, assessments: named }) =>
        named.map(({ kind, reference, on, due }) => ({
          ...{ system: id, name, kind, reference, on, due, isOverdue: today() > due },
          place: citedPlace(reference, (number) => agencies().map((agency) => find(number, agency))),
        })),
      )
      .toSorted((a, b) => a.due.localeCompare(b.due) || a.system.localeCompare(b.system))
  }
  const agencies = (): string[] => policy().units.agencies.map(({ id }) => id)

  return {
    mayRead: (caller) => assessments.mayRead(caller),
    mayWrite: (caller) => assessments.mayWrite(caller),
    async list(asking, system = null) {
      const rows = allowed(assessments.list(callerOf(asking)))
      await look(asking, { action: 'view-assessments', ...(system === null ? {} : { system }) })
      return {
        assessments: rows.filter((row) => system === null || row.system === system).map(listed),
        catalog: catalog(system),
      }
    },
    async show(asking, number, request = null) {
      const caller = callerOf(asking)
      const row = await found(number, request, caller)
      await look(asking, { action: 'view-assessment', assessment: number, ...(request === null ? {} : { request }) })
      const [text, bodies] = await Promise.all([assessments.textOf(row), assessments.bodies(row)])
      const seat = assessments.seatOf(row, caller)
      const isOpen = row.state === 'draft' || row.state === 'returned'
      return {
        ...listed(row),
        text,
        bodies,
        differences: sinceSubmitted(bodies, text, isOpen),
        seat: seat?.seat ?? null,
        stepUp: seat === null ? null : assessments.unproved(seat, caller),
        mayWrite: isOpen && assessments.mayWrite(caller) && row.agency === caller.agency,
      }
    },
    open: async (asking, asked) => listed(allowed(await assessments.open(asked, callerOf(asking)))),
    act: async (asking, number, asked) => listed(allowed(await assessments.act(number, asked, callerOf(asking)))),
    async report(asking, number, request = null) {
      const row = await found(number, request, callerOf(asking))
      await look(asking, { action: 'export-assessment', assessment: number })
      const [text, steps] = await Promise.all([assessments.textOf(row), assessments.bodies(row)])
      const { reference } = listed(row)
      return { form: 'statehouse-assessment-report/v1', assessment: row, reference, text, steps }
    },
  }
}

/** Against what was last submitted; once it is submitted again, against the time before. */
function sinceSubmitted(
  bodies: readonly AssessmentBody[],
  now: AssessmentText,
  isOpen: boolean,
): readonly TextDifference[] {
  const submitted = bodies.filter(({ step }) => step.change.kind === 'submit')
  const before = submitted.at(isOpen ? -1 : -2)?.text ?? null
  return before === null ? [] : textDifferences(before, now)
}
