import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Terms } from '../../approvals/approval-row.ts'
import type { DecisionOrder } from '../../approvals/decide.ts'
import { DATA_CLASSES, DECISION_MODES } from '../../core/decision.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import type { AccessRequestView, DecideView, RequestStepKind } from '../../pages/approval-views.ts'
import type { ApprovalDesk, WholeRequest } from '../desks/approval-desk.ts'
import { refusalOf } from '../governance-api.ts'
import { toldOf } from '../told.ts'
import { type ChangeFaults, changeForm, orProblems, readChange, typedOf } from './ask-change.ts'
import { askForm, readAsked, visitAsking } from './ask-form.ts'
import { decideForm, requestLine, requestPage, sayTerms, stepUpView } from './request-view.ts'
import type { PersonVisit, Site } from './site.ts'

const REASON_MAX = 2_000
const STEPS: readonly RequestStepKind[] = ['send', 'approve', 'return', 'resubmit', 'deny', 'withdraw', 'revoke']

type More = Partial<Pick<AccessRequestView, 'stale' | 'isReasonMissing'>> & {
  readonly missing?: DecideView['missing']
}

/** Clauses MS-37, MS-48, MS-56: one request, and what people decide about it; approving shows first what it changes. */
export function accessRequestPage(app: FastifyInstance, site: Site, desk: ApprovalDesk): void {
  const numberOf = ({ request }: PersonVisit): string => (request.params as { number: string }).number
  const pathOf = (visit: PersonVisit): string => `/catalog/requests/${encodeURIComponent(numberOf(visit))}`

  async function show(visit: PersonVisit, more: More = {}, status = 200): Promise<FastifyReply> {
    const parts = { policy: site.policy(), language: visit.language }
    const whole = await desk.find(visitAsking(visit), numberOf(visit))
    const { missing = [], stale = null, isReasonMissing = false } = more
    const done = STEPS.find((step) => step === visit.query['done']) ?? null
    const isOwn = whole.row.requester.key === visit.session.principal.key
    const decide = decideForm(parts, whole, missing.length === 0 ? null : visit.form, missing)
    return visit.show(
      'access-request',
      { ...requestPage(parts, whole, isOwn), decide, done, stale, isReasonMissing },
      status,
    )
  }

  /** A refusal that the page itself can tell: what somebody saw isn’t what there is. */
  async function orTell(visit: PersonVisit, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
    try {
      return await work()
    } catch (error) {
      const refused = refusalOf(error)
      if (refused?.code !== 'conflict') throw error
      return show(visit, { stale: told(refused) }, 409)
    }
  }

  site.personPage(app, 'GET', '/catalog/requests/:number', (visit) => show(visit))

  site.personPage(app, 'POST', '/catalog/requests/:number/decide', (visit) =>
    orTell(visit, async () => {
      const { form } = visit
      const decision = (['approve', 'return', 'deny', 'withdraw', 'revoke'] as const).find(
        (one) => one === form['decision'],
      )
      const isOwnForm = decision === 'withdraw' || decision === 'revoke'
      const reason = reasonOf(form)
      if (isOwnForm && reason === '') return show(visit, { isReasonMissing: true }, 422)
      const whole = await desk.find(visitAsking(visit), numberOf(visit))
      const missing = missingIn(form, decision, reason, whole)
      if (decision === undefined || missing.length > 0) return show(visit, { missing }, 422)
      if (decision === 'approve') return confirm(visit, whole, reason)
      await desk.decide(visitAsking(visit), numberOf(visit), { decision, reason, revision: Number(form['revision']) })
      return visit.goTo(`${pathOf(visit)}?done=${decision}`)
    }),
  )

  async function confirm(visit: PersonVisit, whole: WholeRequest, reason: string): Promise<FastifyReply> {
    const { form, language } = visit
    const revision = Number(form['revision'])
    const conditions = conditionsOf(form, whole.row.terms)
    if (revision !== whole.row.steps.length) {
      // The desk says what happened since.
      await desk.decide(visitAsking(visit), numberOf(visit), { decision: 'approve', reason, revision })
    }
    const preview = await desk.preview(visitAsking(visit), numberOf(visit), conditions)
    const { policy } = site
    const parts = { policy: policy(), language }
    return visit.show('confirm-approval', {
      line: requestLine(parts, whole, whole.row.requester.name),
      seat: preview.statement.seat,
      reason,
      terms: sayTerms(parts, preview.statement.terms),
      change: preview.statement.change?.lines ?? null,
      problems: preview.problems,
      digest: preview.digest,
      isLast: preview.statement.seat === 'cto',
      fields: { reason, revision: String(revision), digest: preview.digest, conditions: JSON.stringify(conditions) },
      stepUp: stepUpView(policy(), whole.stepUp),
    })
  }

  site.personPage(app, 'POST', '/catalog/requests/:number/confirm', (visit) =>
    orTell(visit, async () => {
      const { form } = visit
      await desk.decide(visitAsking(visit), numberOf(visit), {
        decision: 'approve',
        reason: reasonOf(form),
        revision: Number(form['revision']),
        digest: form['digest'] ?? '',
        conditions: conditionsIn(form['conditions']),
      } satisfies DecisionOrder)
      return visit.goTo(`${pathOf(visit)}?done=approve`)
    }),
  )

  /** A request that was returned, as a form to change. */
  async function change(visit: PersonVisit, missing: readonly string[] = []): Promise<FastifyReply> {
    const { row, words } = await desk.find(visitAsking(visit), numberOf(visit))
    const { ask, asked } = row
    if (row.kind !== 'access') return changeOfCatalog(visit, { missing: [], problems: [] }, false)
    const yes = (is: boolean): string => (is ? 'yes' : '')
    const typed = {
      tool: words.tool ?? '',
      need: words.need,
      who: words.who,
      purpose: ask.purpose ?? '',
      class: asked.dataClass,
      for: asked.who,
      publicFacing: yes(ask.publicFacing),
      procurement: yes(ask.procurement),
    }
    const system = site.policy().systems.find(({ id }) => id === ask.system) ?? null
    return visit.show(
      'ask-access',
      {
        ...askForm(site, desk, visit, system, missing.length === 0 ? typed : visit.form, missing),
        action: `${pathOf(visit)}/change`,
        change: { number: row.number, revision: row.steps.length },
      },
      missing.length === 0 ? 200 : 422,
    )
  }

  /** Likewise one that asks for a new system, a longer approval or a next version. */
  async function changeOfCatalog(visit: PersonVisit, faults: ChangeFaults, isSent: boolean): Promise<FastifyReply> {
    const { row, words } = await desk.find(visitAsking(visit), numberOf(visit))
    const { kind } = row
    if (kind === 'access') return change(visit)
    const typed = isSent ? visit.form : typedOf(row, words)
    const view = changeForm(site, desk, visit, { kind, system: systemOf(row), typed, faults })
    const revision = isSent ? Number(visit.form['revision']) : row.steps.length
    const page = { ...view, action: `${pathOf(visit)}/change`, change: { number: row.number, revision } }
    return visit.show('ask-change', page, isSent ? 422 : 200)
  }

  const systemOf = ({ ask }: WholeRequest['row']) => site.policy().systems.find(({ id }) => id === ask.system) ?? null

  async function resubmitChange(visit: PersonVisit, { row }: WholeRequest): Promise<FastifyReply> {
    if (row.kind === 'access') return change(visit)
    const { asked, faults } = readChange(visit, row.kind, row.kind === 'system' ? null : systemOf(row))
    const reason = reasonOf(visit.form)
    const missing = reason === '' ? [...faults.missing, 'reason' as const] : faults.missing
    if (asked === null || reason === '') return changeOfCatalog(visit, { ...faults, missing }, true)
    const order = { reason, revision: Number(visit.form['revision']) }
    const sent = await orProblems(() => desk.resubmit(visitAsking(visit), numberOf(visit), asked, order))
    return 'problems' in sent ? changeOfCatalog(visit, sent, true) : visit.goTo(`${pathOf(visit)}?done=resubmit`)
  }

  site.personPage(app, 'GET', '/catalog/requests/:number/change', (visit) => change(visit))
  site.personPage(app, 'POST', '/catalog/requests/:number/change', (visit) =>
    orTell(visit, async () => {
      const whole = await desk.find(visitAsking(visit), numberOf(visit))
      const { row } = whole
      if (row.kind !== 'access') return resubmitChange(visit, whole)
      const system = systemOf(row)
      const { asked, missing } = readAsked(site, visit, system)
      const reason = reasonOf(visit.form)
      if (asked === null || reason === '') return change(visit, [...missing, ...(reason === '' ? ['reason'] : [])])
      const order = { reason, revision: Number(visit.form['revision']) }
      await desk.resubmit(visitAsking(visit), numberOf(visit), asked, order)
      return visit.goTo(`${pathOf(visit)}?done=resubmit`)
    }),
  )
}

function told(refused: Refusal): NonNullable<AccessRequestView['stale']> {
  const lines = (refused.detail ?? '').split('\n').filter((line) => line !== '')
  return { ...toldOf(refused), lines }
}

function reasonOf(form: Readonly<Record<string, string>>): string {
  return (form['reason'] ?? '').trim().slice(0, REASON_MAX)
}

function missingIn(
  form: Readonly<Record<string, string>>,
  decision: DecisionOrder['decision'] | undefined,
  reason: string,
  { row }: WholeRequest,
): DecideView['missing'] {
  const until = form['until'] ?? ''
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until) && until <= row.terms.until
  return [
    ...(decision === undefined ? (['decision'] as const) : []),
    ...(reason === '' ? (['reason'] as const) : []),
    ...(decision === 'approve' && until !== '' && !isDay ? (['until'] as const) : []),
  ]
}

/** What a form makes less of the terms; what it leaves as it is, is none. */
function conditionsOf(form: Readonly<Record<string, string>>, terms: Terms): Partial<Terms> {
  const dataClass = DATA_CLASSES.find((one) => one === form['class'])
  const decisionMode = DECISION_MODES.find((one) => one === form['mode'])
  const who = (['person', 'unit'] as const).find((one) => one === form['who'])
  const until = form['until']
  return {
    ...(who === undefined || who === terms.who ? {} : { who }),
    ...(dataClass === undefined || dataClass === terms.dataClass ? {} : { dataClass }),
    ...(decisionMode === undefined || decisionMode === terms.decisionMode ? {} : { decisionMode }),
    ...(until === undefined || until === '' || until === terms.until ? {} : { until }),
  }
}

/** The conditions of the form that was confirmed; the digest says whether they are the ones that were shown. */
function conditionsIn(text: string | undefined): Partial<Terms> {
  try {
    const { who, dataClass, decisionMode, until } = JSON.parse(text ?? '{}') as Readonly<Record<string, string>>
    const form = { who, class: dataClass, mode: decisionMode, until }
    return conditionsOf(form as Readonly<Record<string, string>>, {} as Terms)
  } catch {
    return {}
  }
}
