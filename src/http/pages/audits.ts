import type { FastifyInstance, FastifyReply } from 'fastify'
import { dayAfter, dayOf } from '../../core/calendar.ts'
import { REFUSALS, type Refusal } from '../../core/refusal-codes.ts'
import { isNamed } from '../../oversight/audits/audit-parties.ts'
import { type AuditRow, CONCLUSIONS, isLate, isUnresolved } from '../../oversight/audits/audit-row.ts'
import type { AuditAsked } from '../../oversight/audits/audits.ts'
import type { AuditLine, AuditScopeView, AuditsView, AuditView } from '../../pages/audit-views.ts'
import type { Asking } from '../asking.ts'
import type { AuditDesk, OpenedAudit } from '../desks/audit-desk.ts'
import { refusalOf } from '../governance-api.ts'
import { toldOf } from '../told.ts'
import { policyWords } from './policy-words.ts'
import { sayDay, sayTime } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 10_000
const STEPS = [
  'hand-over',
  'reassign',
  'scope',
  'find',
  'extend',
  'withdraw',
  'respond',
  'accept',
  'return',
  'close',
  'abandon',
] as const

/** Clauses MS-55, MO-47: when systems are audited, what was found, and what becomes of it. */
export function auditPages({ audits }: { readonly audits: AuditDesk }): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    site.personPage(app, 'GET', '/oversight/audits', async (visit) => list(visit))

    site.personPage(app, 'POST', '/oversight/audits', async (visit) => {
      const { form } = visit
      try {
        const started = await audits.start(asking(visit), {
          system: form['system'] ?? '',
          owner: form['owner'] ?? null,
          reason: (form['reason'] ?? '').slice(0, TEXT_MAX),
        })
        return visit.goTo(`/oversight/audits/${started.number}`)
      } catch (error) {
        return list(visit, refusedWith(error))
      }
    })

    site.personPage(app, 'GET', '/oversight/audits/:number', async (visit) => show(visit))

    site.personPage(app, 'POST', '/oversight/audits/:number', async (visit) => {
      try {
        await audits.act(asking(visit), numberOf(visit), askedIn(visit))
        return visit.goTo(`/oversight/audits/${numberOf(visit)}`)
      } catch (error) {
        return show(visit, refusedWith(error))
      }
    })

    site.personPage(app, 'GET', '/oversight/audits/:number/report', async (visit) => {
      try {
        const report = await audits.report(asking(visit), numberOf(visit))
        return visit.reply
          .type('application/json')
          .header('content-disposition', `attachment; filename="audit-${report.audit.number}.json"`)
          .send(JSON.stringify(report, null, 2))
      } catch (error) {
        refusedWith(error)
        return visit.missing()
      }
    })

    async function list(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
      const { due, audits: rows } = await audits.list(asking(visit))
      const { language } = visit
      const view: AuditsView = {
        due:
          due?.map((one) => ({
            id: one.system,
            system: one.name,
            last: one.last === null ? null : sayDay(one.last, language),
            due: sayDay(one.due, language),
            isOverdue: one.isOverdue,
            closes: sayTime(one.closesAt, language, zone()),
            months: one.everyMonths,
            audit: one.open,
          })) ?? null,
        audits: rows.map((row) => lineOf(visit, row)),
        startable: audits.mayStart(visit.session.principal)
          ? (due ?? []).filter(({ open }) => open === null).map(({ system, name }) => ({ value: system, label: name }))
          : [],
        values: visit.form,
        error: refused === null ? null : toldOf(refused),
      }
      return visit.show('audits', view, refused === null ? 200 : REFUSALS[refused.code].status)
    }

    async function show(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
      let opened: OpenedAudit
      try {
        opened = await audits.show(asking(visit), numberOf(visit))
      } catch (error) {
        refusedWith(error)
        return visit.missing()
      }
      const view = viewOf(visit, opened, refused)
      return visit.show('audit', view, refused === null ? 200 : REFUSALS[refused.code].status)
    }

    const zone = (): string => site.policy().profile.timezone
    const today = (): string => dayOf(site.clock.now(), zone())
    const systemName = (id: string): string => site.policy().systems.find((one) => one.id === id)?.name ?? id

    function lineOf({ language }: PersonVisit, row: AuditRow): AuditLine {
      return {
        number: row.number,
        system: systemName(row.system),
        state: row.state,
        started: sayTime(Date.parse(row.startedAt), language, zone()),
        conclusion: row.conclusion,
        openFindings: row.findings.filter(isUnresolved).length,
        lateFindings: row.findings.filter((one) => isLate(one, today())).length,
      }
    }

    function viewOf(visit: PersonVisit, opened: OpenedAudit, refused: Refusal | null): AuditView {
      const { row, bodies, isAuditor, mayTake } = opened
      const { language, session } = visit
      const caller = session.principal
      const day = (one: string): string => sayDay(one, language)
      const words = policyWords(site.policy(), language)
      const severities = site.policy().oversight?.audits?.severities ?? []
      const severityName = (id: string): string => {
        const name = severities.find((one) => one.id === id)?.name
        return name === undefined ? id : words.text(name)
      }
      // A key says nothing to people: whoever has taken a step is called as they were then.
      const names = new Map(bodies.map(({ step: { by } }) => [by.key, by.name]))
      const nameOf = (person: string): string => names.get(person) ?? person
      const isOwner = isNamed(row.owner, caller)
      return {
        ...lineOf(visit, row),
        auditor: nameOf(row.auditor),
        owner: nameOf(row.owner),
        due: day(row.due),
        from: day(row.period.from),
        to: day(row.period.to),
        next: row.next === null ? null : { due: day(row.next.due), isInForce: row.next.isInForce },
        scope: scopeOf(row, language),
        findings: row.findings.map(({ id, severity, owner, due, state }) => ({
          id,
          severity: severityName(severity),
          owner: nameOf(owner),
          due: day(due),
          isLate: isLate({ state, due }, today()),
          state,
          text: bodies.find(({ step: { change } }) => change.kind === 'find' && change.finding === id)?.reason ?? '',
          mayAnswer: row.state !== 'abandoned' && state === 'open' && (isOwner || isNamed(owner, caller)),
          latest: dayAfter(today(), `P${severities.find((one) => one.id === severity)?.days ?? 0}D`),
        })),
        steps: bodies.map(({ step: { change, at, by }, reason }) => ({
          kind: change.kind,
          finding: 'finding' in change ? change.finding : null,
          at: sayTime(Date.parse(at), language, zone()),
          by: by.name,
          to: 'to' in change ? nameOf(change.to) : change.kind === 'extend' ? day(change.due) : null,
          reason,
        })),
        isAuditor,
        mayRecordRisk: site.oversight.risks.mayKeep(visit.session.principal),
        isOwner,
        mayTake,
        version: row.steps.length,
        severities: severities.map(({ id }) => ({ value: id, label: severityName(id) })),
        values: visit.form,
        error: refused === null ? null : toldOf(refused),
      }
    }
  }
}

const asking = ({ session }: PersonVisit): Asking => ({ principal: session.principal, headers: {} })
const numberOf = ({ request }: PersonVisit): string => (request.params as { number: string }).number

/** What an act was refused with; anything else is a fault. */
function refusedWith(error: unknown): Refusal {
  const refused = refusalOf(error)
  if (refused === null) throw error
  return refused
}

function askedIn({ form, session }: PersonVisit): AuditAsked {
  const given = (name: 'severity' | 'owner' | 'due' | 'finding') => {
    const text = (form[name] ?? '').trim().slice(0, 320)
    return text === '' ? {} : { [name]: text }
  }
  const conclusion = CONCLUSIONS.find((one) => one === form['conclusion'])
  const step = STEPS.find((one) => one === form['step']) ?? 'scope'
  const to = form['step'] === 'take' ? session.principal.key : (form['to'] ?? '').slice(0, 320)
  return {
    step: form['step'] === 'take' ? 'hand-over' : step,
    version: Number(form['version'] ?? -1),
    reason: (form['reason'] ?? '').slice(0, TEXT_MAX),
    to,
    ...given('finding'),
    ...given('severity'),
    ...given('owner'),
    ...given('due'),
    ...(conclusion === undefined ? {} : { conclusion }),
  }
}

function scopeOf({ scope }: AuditRow, language: string): AuditScopeView | null {
  if (scope === null) return null
  const said = new Intl.NumberFormat(language)
  const numbers = <T extends Readonly<Record<string, number>>>(of: T) =>
    Object.fromEntries(Object.entries(of).map(([name, one]) => [name, said.format(one)])) as Record<keyof T, string>
  return {
    policy: scope.policy,
    answers: said.format(scope.answers),
    isWhole: scope.isWhole,
    drawn: scope.drawn.map((record) => ({ href: `/console/records/${record}`, label: record })),
    probes: numbers(scope.probes),
    canaries: scope.canaries === undefined ? null : numbers(scope.canaries),
    incidents: scope.incidents === null ? null : numbers(scope.incidents),
    exceptions: numbers(scope.exceptions),
    drift: said.format(scope.drift),
    stops: said.format(scope.stops),
    decisions: numbers(scope.decisions),
  }
}
