import type { FastifyInstance, FastifyReply } from 'fastify'
import { dayOf } from '../../core/calendar.ts'
import { REFUSALS, type Refusal } from '../../core/refusal-codes.ts'
import { textFrom } from '../../oversight/assessments/assessment-text.ts'
import { readReference } from '../../oversight/assessments/citation.ts'
import { missingParts } from '../../oversight/assessments/missing-parts.ts'
import { printedAssessment } from '../../oversight/assessments/printed-text.ts'
import type { AssessmentLine } from '../../pages/assessment-views.ts'
import { ASSESSMENT_KINDS } from '../../policy/schema/lifecycle.ts'
import type { Asking } from '../asking.ts'
import type { AssessmentDesk, ListedAssessment } from '../desks/assessment-desk.ts'
import { Refused, refusalOf } from '../governance-api.ts'
import { toldOf } from '../told.ts'
import { missingViews, textIn, valuesOf } from './assessment-fields.ts'
import { assessmentView } from './assessment-view.ts'
import { stepUpView } from './request-view.ts'
import { sayDay } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

const PATH = '/oversight/assessments'

/** Clauses MS-45, MS-49: assessments of systems: written, submitted, accepted by somebody else, and handed on. */
export function assessmentPages(desk: AssessmentDesk): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    site.personPage(app, 'GET', PATH, (visit) => list(visit))

    site.personPage(app, 'POST', PATH, async (visit) => {
      const { form } = visit
      try {
        const kind = ASSESSMENT_KINDS.find((one) => one === form['kind'])
        if (kind === undefined) throw unchosen()
        const { row } = await desk.open(asking(visit), {
          once: form['once'] ?? '',
          system: (form['system'] || form['proposed'] || '').trim(),
          kind,
          reason: form['reason'] ?? '',
          text: textFrom({}),
        })
        return visit.goTo(`${PATH}/${row.number}`)
      } catch (error) {
        return list(visit, refusedWith(error))
      }
    })

    site.personPage(app, 'GET', `${PATH}/:number`, (visit) => show(visit))

    site.personPage(app, 'POST', `${PATH}/:number`, async (visit) => {
      const { form } = visit
      const step = (['write', 'submit', 'accept', 'return'] as const).find((one) => one === form['step']) ?? 'write'
      const text = step === 'write' || step === 'submit' ? textIn(form) : null
      const asked = { step, version: Number(form['version'] ?? -1), reason: form['reason'] ?? '', text }
      try {
        await desk.act(asking(visit), numberOf(visit), asked)
        return visit.goTo(`${PATH}/${numberOf(visit)}`)
      } catch (error) {
        return show(visit, refusedWith(error))
      }
    })

    site.personPage(app, 'GET', `${PATH}/:number/report.txt`, async (visit) => {
      const { assessment, text, steps, reference } = await desk.report(asking(visit), numberOf(visit), requestOf(visit))
      return visit.reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="assessment-${assessment.number}.txt"`)
        .send(printedAssessment(assessment, text, steps, reference))
    })

    site.personPage(app, 'GET', `${PATH}/:number/report.json`, async (visit) => {
      const report = await desk.report(asking(visit), numberOf(visit), requestOf(visit))
      return visit.reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="assessment-${report.assessment.number}.json"`)
        .send(JSON.stringify(report, null, 2))
    })

    async function list(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
      const { form, query, language } = visit
      const of = site.policy().systems.find(({ id }) => id === query['system']) ?? null
      const { assessments, catalog } = await desk.list(asking(visit), of?.id ?? null)
      return visit.show(
        'assessments',
        {
          of: of?.name ?? null,
          assessments: assessments.map((one) => lineOf(visit, one)),
          catalog: catalog.map(({ name, kind, reference, on, due, isOverdue, place }) => {
            const named = readReference(reference)
            const href = place !== 'here' || named === null || named === 'malformed' ? null : `${PATH}/${named.number}`
            const days = { on: sayDay(on, language), until: sayDay(due, language) }
            return { ...{ system: name, kind, reference, isOverdue, place, href }, ...days }
          }),
          form: desk.mayWrite(visit.session.principal)
            ? {
                once: form['once'] ?? site.newId(),
                systems: site.policy().systems.map(({ id, name }) => ({ value: id, label: name })),
                values: refused === null ? query : form,
              }
            : null,
          error: refused === null ? null : toldOf(refused),
        },
        refused === null ? 200 : REFUSALS[refused.code].status,
      )
    }

    async function show(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
      const { form, language } = visit
      const request = requestOf(visit)
      const opened = await desk.show(asking(visit), numberOf(visit), request)
      const { timezone } = site.policy().profile
      const { row, text, mayWrite, seat } = opened
      const isTyped = refused !== null && form['scope'] !== undefined
      const missing =
        refused?.code === 'assessment_incomplete'
          ? missingParts(row.kind, textIn(form), dayOf(site.clock.now(), timezone))
          : []
      const version = row.steps.length
      const lines = refused?.rule === 'stale' ? (refused.detail ?? '').split('\n').filter((line) => line !== '') : []
      return visit.show(
        'assessment',
        {
          ...lineOf(visit, opened),
          ...assessmentView(opened, language, timezone),
          systemHref: site.policy().systems.some(({ id }) => id === row.system)
            ? `/catalog/${encodeURIComponent(row.system)}`
            : null,
          isReader: desk.mayRead(visit.session.principal),
          by: request === null ? '' : `?request=${encodeURIComponent(request)}`,
          form: mayWrite ? { version, values: isTyped ? form : valuesOf(text), missing: missingViews(missing) } : null,
          decide:
            seat === null
              ? null
              : {
                  ...{ version, seat, reason: refused === null ? '' : (form['reason'] ?? '') },
                  stepUp: stepUpView(site.policy(), opened.stepUp),
                },
          error: refused === null || missing.length > 0 ? null : toldOf(refused),
          changes: lines,
        },
        refused === null ? 200 : REFUSALS[refused.code].status,
      )
    }

    function lineOf({ language }: PersonVisit, { row, isDue }: ListedAssessment): AssessmentLine {
      const { number, system, kind, state, facts } = row
      const day = (text: string | null): string | null => (text === null ? null : sayDay(text, language))
      return {
        ...{ number, kind, state, isDue, on: day(facts.on), due: day(facts.due) },
        system: site.policy().systems.find(({ id }) => id === system)?.name ?? system,
      }
    }
  }
}

function unchosen(): Refused {
  return new Refused('malformed_body', {
    rule: 'system-assessment',
    clause: 'MS-49',
    message: 'Choose what kind of assessment it is.',
    next: 'Complete it, and send it again.',
  })
}

function numberOf({ request }: PersonVisit): string {
  return (request.params as { number: string }).number
}

/** The request by which somebody reads it. */
function requestOf({ query }: PersonVisit): string | null {
  return query['request'] ?? null
}

function asking({ session }: PersonVisit): Asking {
  return { principal: session.principal, headers: {} }
}

/** A refusal that the page itself tells; another fault goes on. */
function refusedWith(error: unknown): Refusal {
  const refused = refusalOf(error)
  if (
    refused === null ||
    !['conflict', 'malformed_body', 'assessment_incomplete', 'assurance_required'].includes(refused.code)
  )
    throw error
  return refused
}
