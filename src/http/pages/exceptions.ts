import type { FastifyInstance, FastifyReply } from 'fastify'
import { EXCEPTION_MADE, type ExceptionMade, exceptionsByMonth } from '../../approvals/exception-count.ts'
import type { ExceptionOrder, ExceptionPreview, Exceptions } from '../../approvals/exceptions.ts'
import { DATA_CLASSES, type DataClass } from '../../core/decision.ts'
import { REFUSALS, type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { StepUpView } from '../../pages/approval-views.ts'
import type { Choice } from '../../pages/catalog-views.ts'
import { EXCEPTION_FIELDS, type ExceptionFormView, type ExceptionsView } from '../../pages/exception-views.ts'
import { EXCEPTABLE_RULES, exceptionEndsAt } from '../../policy/schema/exceptions.ts'
import { endOfDay } from '../../policy/zoned-day.ts'
import { toldOf } from '../told.ts'
import { policyWords } from './policy-words.ts'
import { stepUpView } from './request-view.ts'
import { sayTime } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 5_000

/** Clauses MS-15, MO-24: exceptions, made one by one by the executive director or a deputy, and counted in the open. */
export function exceptionPages(exceptions: Exceptions): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    const stepUpFor = ({ session }: PersonVisit): StepUpView | null =>
      stepUpView(site.policy(), exceptions.stepUp(session.principal))

    site.personPage(app, 'GET', '/exceptions', async (visit) => list(visit))

    site.personPage(app, 'GET', '/exceptions/new', async (visit) => {
      const { principal } = visit.session
      return exceptions.mayMake(principal) ? form(visit, null, []) : visit.refuse(notTheirs())
    })

    site.personPage(app, 'POST', '/exceptions/preview', async (visit) => {
      const seen = exceptions.preview(orderOf(visit), visit.session.principal)
      if ('code' in seen) return visit.refuse(seen)
      return form(
        visit,
        seen.problems.length === 0 ? seen : null,
        seen.problems,
        seen.problems.length === 0 ? 200 : 422,
      )
    })

    site.personPage(app, 'POST', '/exceptions', async (visit) => {
      const made = await exceptions.make(orderOf(visit), visit.form['digest'] ?? '', visit.session.principal)
      return 'code' in made
        ? form(visit, null, [made.message, made.next], REFUSALS[made.code].status)
        : visit.goTo('/exceptions')
    })

    for (const step of ['confirm', 'end'] as const)
      site.personPage(app, 'POST', `/exceptions/:id/${step}`, async (visit) => {
        const { id } = visit.request.params as { id: string }
        const reason = (visit.form['reason'] ?? '').trim().slice(0, TEXT_MAX)
        const done = await exceptions[step](id, reason, visit.session.principal)
        return 'code' in done ? list(visit, done) : visit.goTo('/exceptions')
      })

    async function list(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
      const { principal } = visit.session
      if (!exceptions.mayKnow(principal)) return visit.refuse(notTheirs())
      const meta = { action: 'view-exceptions' }
      await site.ledger.write({ type: 'access', agency: principal.agency, actor: principal, meta })
      const policy = site.policy()
      const now = site.clock.now()
      const words = policyWords(policy, visit.language)
      const say = (time: number): string => sayTime(time, visit.language, policy.profile.timezone)
      const made = site.ledger.state.all(EXCEPTION_MADE) as ReadonlyMap<string, ExceptionMade>
      const isDirector = principal.roles.includes('executive-director')
      const view: ExceptionsView = {
        exceptions: policy.documents.exceptions.exceptions.map((one) => {
          const [from, ends] = [Date.parse(one.from), exceptionEndsAt(one)]
          return {
            id: one.id,
            rule: one.rule,
            people: one.people.map(({ issuer, subject }) => `${subject} (${issuer})`).join(', '),
            systems: one.systems.map((id) => policy.systems.find((system) => system.id === id)?.name ?? id).join(', '),
            purposes: one.purposes.map((id) => words.purpose(id)).join(', '),
            maxClass: one.maxClass === undefined ? null : words.dataClass(one.maxClass),
            from: say(from),
            until: say(ends),
            decided: `${one.decided.by.subject} (${one.decided.seat}), ${one.decided.reference}`,
            state: now < from ? 'to-come' : now < ends ? 'in-force' : 'over',
            needsWord: isDirector && one.decided.seat === 'deputy' && one.confirmed === undefined && now < ends,
            canEnd: isDirector && made.get(one.id)?.endedAt === null && now < ends,
          }
        }),
        months: exceptionsByMonth(policy, site.ledger.state),
        threshold: policy.exceptions.routineThresholdPerMonth,
        mayMake: exceptions.mayMake(principal),
        isDirector,
        stepUp: isDirector ? stepUpFor(visit) : null,
        error: refused === null ? null : toldOf(refused),
      }
      return visit.show('exceptions', view, refused === null ? 200 : REFUSALS[refused.code].status)
    }

    function form(
      visit: PersonVisit,
      seen: ExceptionPreview | null,
      problems: readonly string[],
      status = 200,
    ): FastifyReply {
      const policy = site.policy()
      const words = policyWords(policy, visit.language)
      const typed = Object.fromEntries(EXCEPTION_FIELDS.map((name) => [name, visit.form[name] ?? '']))
      const view: ExceptionFormView = {
        rules: EXCEPTABLE_RULES.map(same),
        issuers: policy.issuers.map(({ id }) => same(id)),
        classes: DATA_CLASSES.map((id) => ({ value: id, label: words.dataClass(id) })),
        systems: policy.systems.map(({ id, name }) => ({ value: id, label: name })),
        purposes: Object.keys(policy.purposes).map((id) => ({ value: id, label: words.purpose(id) })),
        typed,
        chosen: { systems: chosen(visit, 'system-'), purposes: chosen(visit, 'purpose-') },
        maxDays: policy.exceptions.maxDays,
        stepUp: stepUpFor(visit),
        problems,
        preview: seen === null ? null : previewOf(visit, seen),
      }
      return visit.show('exception-form', view, status)
    }

    /** The form’s own day ends where the policy’s day does. */
    function orderOf(visit: PersonVisit): ExceptionOrder {
      const field = (name: string): string => (visit.form[name] ?? '').trim().slice(0, TEXT_MAX)
      const day = /^\d{4}-\d{2}-\d{2}$/.test(field('until')) ? field('until') : '1970-01-01'
      const maxClass = DATA_CLASSES.find((one) => one === field('maxClass')) as DataClass | undefined
      const subjects = field('subjects')
        .split(/\s*[\n,]\s*/)
        .filter((one) => one !== '')
      return {
        rule: (EXCEPTABLE_RULES.find((one) => one === field('rule')) ?? '') as ExceptionOrder['rule'],
        people: subjects.map((subject) => ({ issuer: field('issuer'), subject })),
        systems: chosen(visit, 'system-'),
        purposes: chosen(visit, 'purpose-'),
        ...(maxClass === undefined ? {} : { maxClass }),
        reason: field('reason'),
        until: new Date(endOfDay(day, site.policy().profile.timezone)).toISOString(),
        reference: field('reference'),
      }
    }
  }
}

function previewOf({ form }: PersonVisit, seen: ExceptionPreview): NonNullable<ExceptionFormView['preview']> {
  const { order, seat } = seen.statement
  const fields = Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'csrf' && name !== 'digest'))
  return {
    seat,
    digest: seen.digest,
    fields,
    lines: [
      ['rule', order.rule],
      ['people', order.people.map(({ issuer, subject }) => `${subject} (${issuer})`).join(', ')],
      ['systems', order.systems.join(', ')],
      ['purposes', order.purposes.join(', ')],
      ...(order.maxClass === undefined ? [] : ([['maxClass', order.maxClass]] as const)),
      ['until', order.until],
      ['reference', order.reference],
      ['reason', order.reason],
    ],
  }
}

function chosen({ form }: PersonVisit, prefix: string): string[] {
  return Object.keys(form).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []))
}

function same(value: string): Choice {
  return { value, label: value }
}

function notTheirs(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'exception',
    clause: 'MS-15',
    message: 'Exceptions are shown to those who make and audit them.',
    next: 'Ask the executive director.',
  })
}
