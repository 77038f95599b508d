import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ExchangeId } from '../../core/ids.ts'
import type { IncidentCase, IncidentTask } from '../../incidents/incident-row.ts'
import type { ReportOrder } from '../../incidents/incidents.ts'
import { isHeldBy, openTasks, taskTitle } from '../../incidents/task-steps.ts'
import { reportedTypes } from '../../incidents/terms.ts'
import type { LeftView, ReportView } from '../../pages/incident-views.ts'
import { instantOf } from '../../policy/zoned-day.ts'
import type { Asking } from '../asking.ts'
import { turnParts } from '../chat/chat-view.ts'
import { answeredTurn, type FoundTurn, sentTurn } from '../chat/found-turn.ts'
import { readTurn } from '../chat/read-turn.ts'
import { isExposed } from '../chat/turn-view.ts'
import type { Desks } from '../desks/open-desks.ts'
import { refusalOf } from '../governance-api.ts'
import { policyWords } from './policy-words.ts'
import { sayDay } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 10_000

/** The type of a message that somebody says they shouldn’t have sent. */
const EXPOSURE = 'data-exposure'

/**
 * Clauses MS-14, MS-51, MO-48 to MO-50: what people report, about an answer, about a message of theirs, or about anything;
 * and what became of it. The list of types is the policy’s, and never all that may be reported (MO-23).
 */
export function incidentReportPages({
  incidents,
}: Pick<Desks, 'incidents'>): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    const { clock } = site
    const asking = ({ session }: PersonVisit): Asking => ({ principal: session.principal, headers: {} })

    const typesFor = ({ language }: PersonVisit, only?: string): ReportView['types'] => {
      const { text } = policyWords(site.policy(), language)
      return reportedTypes(site.policy()).flatMap(({ id, name }) =>
        only === undefined || only === id ? [{ id, name: text(name), description: null }] : [],
      )
    }

    async function show(
      visit: PersonVisit,
      view: Omit<ReportView, 'once' | 'values' | 'error'>,
      error: ReportView['error'] = null,
    ) {
      const once = visit.form['once'] ?? site.newId()
      return visit.show('report', { ...view, once, values: visit.form, error }, error === null ? 200 : 400)
    }

    /** What a form says; a word instead: what is wrong with it. */
    function orderOf(
      { form }: PersonVisit,
      types: ReportView['types'],
      about: ReportOrder['about'],
    ): ReportOrder | NonNullable<ReportView['error']> {
      const type = types.length === 1 ? types[0] : types.find(({ id }) => id === form['type'])
      const text = (form['text'] ?? '').trim().slice(0, TEXT_MAX)
      const once = form['once'] ?? ''
      if (type === undefined || text === '' || once === '') return 'missing'
      const discovered = form['discovered'] ?? ''
      const at = discovered === '' ? null : instantOf(discovered, site.policy().profile.timezone)
      if (at !== null && !(at <= clock.now())) return 'time'
      return {
        type: type.id,
        text,
        supervisorInvolved: form['without-supervisor'] === 'yes',
        isAnonymous: form['anonymous'] === 'yes',
        concerns: (form['concerns'] ?? '').trim().slice(0, 320),
        about,
        once,
        ...(at === null ? {} : { discoveredAt: new Date(at).toISOString() }),
      }
    }

    async function send(visit: PersonVisit, order: ReportOrder): Promise<FastifyReply> {
      const row = await incidents.report(asking(visit), order)
      const endsAccess = site.policy().incidents.types[row.type]?.endsOwnAccess === true
      // Whose sessions have just ended couldn’t ask for another page.
      return endsAccess ? showReported(visit, row) : visit.goTo(`/reports/${row.number}`)
    }

    const aboutTurn = (at: FoundTurn) => ({ exchange: at.turn.id, conversation: at.conversation })
    const backTo = (at: FoundTurn): string => `/chat/${at.conversation}#turn-${at.view.number}`

    const answerView = (visit: PersonVisit, at: FoundTurn) => ({
      about: 'answer' as const,
      action: `/chat/${at.conversation}/turns/${at.view.number}/report`,
      back: backTo(at),
      turn: at.view,
      left: null,
      types: typesFor(visit),
    })

    site.personPage(app, 'GET', '/chat/:id/turns/:number/report', async (visit) => {
      const at = await answeredTurn(site, visit)
      return at === null ? visit.missing() : show(visit, answerView(visit, at))
    })

    site.personPage(app, 'POST', '/chat/:id/turns/:number/report', async (visit) => {
      const at = await answeredTurn(site, visit)
      if (at === null) return visit.missing()
      const view = answerView(visit, at)
      const order = orderOf(visit, view.types, aboutTurn(at))
      return typeof order === 'string' ? show(visit, view, order) : send(visit, order)
    })

    const exposureView = async (visit: PersonVisit, at: FoundTurn) => ({
      about: 'exposure' as const,
      action: `/chat/${at.conversation}/turns/${at.view.number}/exposure`,
      back: backTo(at),
      turn: at.view,
      left: await leftWith(at),
      types: typesFor(visit, EXPOSURE),
    })

    /** A message that is hidden already has its report: the form leads there. */
    const reportOf = ({ session }: PersonVisit, at: FoundTurn): IncidentCase | undefined =>
      incidents.own(session.principal).find(({ about, type }) => about?.exchange === at.turn.id && type === EXPOSURE)

    site.personPage(app, 'GET', '/chat/:id/turns/:number/exposure', async (visit) => {
      const at = await sentTurn(site, visit)
      if (at === null) return visit.missing()
      const known = at.view.isHidden ? reportOf(visit, at) : undefined
      return known === undefined ? show(visit, await exposureView(visit, at)) : visit.goTo(`/reports/${known.number}`)
    })

    site.personPage(app, 'POST', '/chat/:id/turns/:number/exposure', async (visit) => {
      const at = await sentTurn(site, visit)
      if (at === null) return visit.missing()
      const known = at.view.isHidden ? reportOf(visit, at) : undefined
      if (known !== undefined) return visit.goTo(`/reports/${known.number}`)
      const view = await exposureView(visit, at)
      const order = orderOf(visit, view.types, aboutTurn(at))
      return typeof order === 'string' ? show(visit, view, order) : send(visit, { ...order, isExposure: true })
    })

    const otherView = (visit: PersonVisit) => ({
      about: 'other' as const,
      action: '/report',
      back: '/reports',
      turn: null,
      left: null,
      types: typesFor(visit),
    })
    site.personPage(app, 'GET', '/report', async (visit) => show(visit, otherView(visit)))
    site.personPage(app, 'POST', '/report', async (visit) => {
      const view = otherView(visit)
      const order = orderOf(visit, view.types, null)
      return typeof order === 'string' ? show(visit, view, order) : send(visit, order)
    })

    site.personPage(app, 'GET', '/reports', async (visit) => {
      const own = incidents.own(visit.session.principal).toSorted((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))
      return visit.show('reports', {
        reports: own.map((row) => ({
          number: row.number,
          type: typeName(visit, row.type),
          state: stateName(visit, row.state),
          at: timeIn(visit)(row.receivedAt),
          isAsked: row.asked,
          hasTask: ownTasks(row).length > 0,
        })),
      })
    })

    site.personPage(app, 'GET', '/reports/:number', async (visit) => {
      const row = ownReport(visit)
      return row === null ? visit.missing() : showReported(visit, row)
    })

    site.personPage(app, 'POST', '/reports/:number', async (visit) => {
      const row = ownReport(visit)
      if (row === null) return visit.missing()
      const { task } = visit.form
      const text = (visit.form[task === undefined ? 'text' : `outcome-${task}`] ?? '').trim().slice(0, TEXT_MAX)
      if (text === '') return showReported(visit, row, 'missing')
      const version = Number(visit.form['version'])
      try {
        await incidents.act(asking(visit), row.number, {
          version,
          ...(task !== undefined
            ? { transition: 'finish-task', task, outcome: text }
            : row.asked
              ? { transition: 'answer', answer: text }
              : { transition: 'note', note: text }),
        })
      } catch (error) {
        if (refusalOf(error)?.code !== 'conflict') throw error
        return showReported(visit, ownReport(visit) ?? row, 'stale')
      }
      return visit.goTo(`/reports/${row.number}`)
    })

    function ownReport(visit: PersonVisit): IncidentCase | null {
      const { number } = visit.request.params as { number: string }
      return incidents.own(visit.session.principal).find((row) => row.number === number) ?? null
    }

    async function showReported(visit: PersonVisit, row: IncidentCase, error: 'missing' | 'stale' | null = null) {
      const { steps, overdue } = await incidents.show(asking(visit), row.number)
      const time = timeIn(visit)
      const view = {
        number: row.number,
        type: typeName(visit, row.type),
        state: stateName(visit, row.state),
        at: time(row.receivedAt),
        hears: row.channels.map((id) => channelName(visit, id)),
        by: time(row.dueAt),
        isFrozen: row.hold !== null,
        isAnonymous: row.reporterHidden === true,
        isHidden: row.about !== null && isExposed(site.ledger.state, row.about.exchange),
        hasEndedAccess: site.policy().incidents.types[row.type]?.endsOwnAccess === true,
        isAsked: row.asked,
        tasks: ownTasks(row).map((task) => ({
          id: task.id,
          due: sayDay(task.due, visit.language),
          title: taskTitle(steps, task) ?? '',
          isOverdue: overdue.includes(task.id),
        })),
        version: row.steps.length,
        steps: steps.map(({ step, said }) => ({
          at: time(step.at),
          kind: step.change.kind,
          text: [said?.['text'], said?.['title']].find((one) => typeof one === 'string') ?? null,
        })),
        back: row.about?.conversation == null ? '/reports' : `/chat/${row.about.conversation}`,
        error,
      }
      return visit.show('reported', view, error === null ? 200 : error === 'stale' ? 409 : 400)
    }

    /** What its reporter was asked to do as a witness. */
    function ownTasks(row: IncidentCase): IncidentTask[] {
      return openTasks(row).filter((task) => isHeldBy(task, row.reporter ?? ''))
    }

    const timeIn = ({ language }: PersonVisit) => turnParts(site, language).time

    function typeName({ language }: PersonVisit, id: string): string {
      const type = site.policy().incidents.types[id]
      return type === undefined ? id : policyWords(site.policy(), language).text(type.name)
    }

    function stateName({ language }: PersonVisit, id: string): string {
      const state = site.policy().incidents.states.find((one) => one.id === id)
      return state === undefined ? id : policyWords(site.policy(), language).text(state.name)
    }

    function channelName({ language }: PersonVisit, id: string): string {
      const channel = site.policy().incidents.channels[id]
      if (channel?.role === undefined) return id.replaceAll('-', ' ')
      return policyWords(site.policy(), language).role(channel.role)
    }

    /** What was forwarded, as its record says; null: nothing of it left. */
    async function leftWith({ turn }: FoundTurn): Promise<LeftView | null> {
      const stored = readTurn(await site.store.exchange(turn.id as ExchangeId))
      const system = site.policy().systems.find(({ id }) => id === stored?.system)
      if (stored === null || stored.sent === null) return null
      const kinds = (isRemoved: boolean) =>
        stored.found
          .filter(({ operator }) => (operator === 'allow' || operator === 'warn') !== isRemoved)
          .map(({ entity, count }) => ({ entity, count }))
      return {
        system: system?.name ?? stored.system ?? '',
        vendor: system?.vendor.name ?? '',
        removed: kinds(true),
        remained: kinds(false),
      }
    }
  }
}
