import type { FastifyInstance, FastifyReply } from 'fastify'
import { FOLLOWED } from '../../core/decision-record.ts'
import { REFUSALS, type Refusal } from '../../core/refusal-codes.ts'
import type { DecisionRow } from '../../oversight/decisions/decision-row.ts'
import type { DecisionFacts, DecisionLine } from '../../pages/decision-views.ts'
import type { Asking } from '../asking.ts'
import type { DecisionAsked, DecisionDesk, OpenedDecision } from '../desks/decision-desk.ts'
import { refusalOf } from '../governance-api.ts'
import { toldOf } from '../told.ts'
import { policyWords } from './policy-words.ts'
import { sayDay, sayTime } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 10_000
const STEPS = ['decide', 'set-aside', 'reopen', 'hand-over'] as const

/** Clause MS-30: what somebody has still to decide where an AI system recommended, and how they say that they did. */
export function decisionPages({
  decisions,
}: {
  readonly decisions: DecisionDesk
}): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    site.personPage(app, 'GET', '/decisions', async (visit) => {
      const { open, other } = decisions.own(asking(visit))
      const line = (row: DecisionRow): DecisionLine => decisionLine(site, visit.language, row, decisions.isOverdue(row))
      return visit.show('decisions', { open: open.map(line), other: other.map(line) })
    })

    site.personPage(app, 'GET', '/decisions/new', async (visit) => {
      const record = visit.query['record'] ?? ''
      const isOpen = decisions.own(asking(visit)).open.some(({ exchange }) => exchange === record)
      return isOpen ? visit.goTo(`/decisions/${record}`) : begin(visit, record)
    })

    site.personPage(app, 'POST', '/decisions', async (visit) => {
      const record = visit.form['record'] ?? ''
      try {
        await decisions.open(asking(visit), record, (visit.form['reason'] ?? '').slice(0, TEXT_MAX))
        return visit.goTo(`/decisions/${record}`)
      } catch (error) {
        const refused = refusalOf(error)
        if (refused === null) throw error
        return begin(visit, record, refused)
      }
    })

    site.personPage(app, 'GET', '/decisions/:exchange', async (visit) => show(visit))

    site.personPage(app, 'POST', '/decisions/:exchange', async (visit) => {
      try {
        await decisions.act(asking(visit), exchangeOf(visit), askedIn(visit.form))
        return visit.goTo('/decisions')
      } catch (error) {
        const refused = refusalOf(error)
        if (refused === null) throw error
        return show(visit, refused)
      }
    })

    function begin(visit: PersonVisit, record: string, refused: Refusal | null = null): FastifyReply {
      const error = refused === null ? null : toldOf(refused)
      const view = { record, reason: visit.form['reason'] ?? '', error }
      return visit.show('decision-form', view, refused === null ? 200 : REFUSALS[refused.code].status)
    }

    async function show(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
      let opened: OpenedDecision
      try {
        opened = await decisions.show(asking(visit), exchangeOf(visit))
      } catch (error) {
        const unknown = refusalOf(error)
        if (unknown === null) throw error
        return visit.missing()
      }
      const view = {
        decision: decisionFacts(site, visit.language, opened),
        isTheirs: opened.sight === 'holder',
        version: opened.row.steps.length,
        values: visit.form,
        error: refused === null ? null : toldOf(refused),
      }
      return visit.show('decision', view, refused === null ? 200 : REFUSALS[refused.code].status)
    }
  }
}

const asking = ({ session }: PersonVisit): Asking => ({ principal: session.principal, headers: {} })
const exchangeOf = ({ request }: PersonVisit): string => (request.params as { exchange: string }).exchange

function askedIn(form: Readonly<Record<string, string>>): DecisionAsked {
  const words = (name: string): string => (form[name] ?? '').slice(0, TEXT_MAX)
  const followed = FOLLOWED.find((one) => one === form['followed'])
  return {
    step: STEPS.find((one) => one === form['step']) ?? 'decide',
    version: Number(form['version'] ?? -1),
    ...(followed === undefined ? {} : { followed }),
    outcome: words('outcome'),
    sources: words('sources').split('\n'),
    reason: words('reason'),
    to: words('to').slice(0, 320),
  }
}

/** A decision record as a list has it. */
export function decisionLine(site: Site, language: string, row: DecisionRow, isOverdue: boolean): DecisionLine {
  const { systems } = site.policy()
  const { exchange, system, purpose, due, state } = row
  return {
    exchange,
    system: systems.find(({ id }) => id === system)?.name ?? system,
    purpose: purpose === null ? '–' : policyWords(site.policy(), language).purpose(purpose),
    due: sayDay(due, language),
    isOverdue,
    state,
  }
}

/** All of it, with what was written. */
export function decisionFacts(site: Site, language: string, { row, isOverdue, bodies }: OpenedDecision): DecisionFacts {
  const at = (iso: string): string => sayTime(Date.parse(iso), language, site.policy().profile.timezone)
  return {
    ...decisionLine(site, language, row, isOverdue),
    opened: at(row.openedAt),
    decider: row.decider?.name ?? null,
    steps: bodies.map(({ step: { at: time, change }, outcome, sources, reason }) => ({
      kind: change.kind,
      at: at(time),
      by: 'by' in change ? change.by.name : null,
      to: change.kind === 'hand-over' ? change.to : null,
      followed: 'followed' in change ? change.followed : null,
      outcome: outcome ?? null,
      sources: sources ?? [],
      reason,
    })),
  }
}
