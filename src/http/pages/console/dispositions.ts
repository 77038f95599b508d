import type { FastifyInstance } from 'fastify'
import type { ShownDisposition } from '../../desks/disposition-desk.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'

const APPROVERS = ['records-officer', 'attorney', 'executive-director', 'privacy-officer']
const PROPOSERS = ['records-officer', 'attorney']

/** Clauses MO-10, MO-27..30, MS-24: what is due and why, and its destruction by two who didn’t propose it. */
export function dispositionPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const named = (series: string): string => site.policy().retention.series[series]?.name ?? series
  const idOf = (visit: ConsoleVisit): string => (visit.request.params as { id: string }).id
  const pathOf = (id: string): string => `/console/dispositions/${id}`
  const reasonOf = ({ form }: ConsoleVisit): string => (form['reason'] ?? '').trim().slice(0, 2_000)
  const holds = ({ caller }: ConsoleVisit, roles: readonly string[]): boolean =>
    roles.some((role) => caller.roles.includes(role))

  consoleSite.page(app, 'GET', '/console/dispositions', 'dispositions', async (visit) => {
    const plan = await desks.dispositions.plan(visit.asking)
    const { dispositions } = await desks.dispositions.list(visit.asking)
    return visit.show('console-dispositions', {
      console: visit.console,
      cutoff: plan.cutoff,
      due: plan.due.map(({ rule, series, retain, citation, exchanges, entries, set_sha256 }) => ({
        rule,
        series: named(series),
        retain: periodText(retain, visit.language),
        citation,
        exchanges,
        entries,
        digest: set_sha256,
      })),
      staying: plan.excluded.map(({ reason, series, exchanges, entries, holds: ids }) => ({
        reason,
        series: named(series),
        exchanges,
        entries,
        holds: ids,
      })),
      notDue: plan.not_due,
      undecided: plan.undecided.map(({ series, what }) => ({ series: named(series), what })),
      dispositions: dispositions.toReversed().map(({ id, rule, status, exchanges, proposed_at }) => ({
        id,
        rule,
        status,
        exchanges,
        proposed: visit.when(proposed_at),
      })),
      mayPropose: holds(visit, PROPOSERS),
    })
  })

  consoleSite.page(app, 'POST', '/console/dispositions', 'dispositions', async (visit) => {
    const { rule = '', archive, reference, on } = visit.form
    const receipt = archive && reference && on ? { receipt: { archive, reference, on } } : {}
    const { id } = await desks.dispositions.propose(visit.asking, { rule, reason: reasonOf(visit), ...receipt })
    return visit.goTo(pathOf(id))
  })

  consoleSite.page(app, 'GET', '/console/dispositions/:id', 'dispositions', async (visit) => {
    const row: ShownDisposition = await desks.dispositions.find(visit.asking, idOf(visit))
    const approvals = row.approvals ?? []
    const isOwn = row.proposed_by === visit.caller.key
    return visit.show('console-disposition', {
      console: visit.console,
      id: row.id,
      status: row.status,
      rule: row.rule,
      citation: row.citation,
      schedule: row.schedule,
      cutoff: row.cutoff,
      exchanges: row.exchanges,
      entries: row.entries,
      kept: row.kept,
      digest: row.set_sha256,
      proposed: visit.when(row.proposed_at),
      proposedBy: row.proposed_by.split('|').at(-1)!,
      reason: row.reason,
      finished: row.finished_at === null ? null : visit.when(row.finished_at),
      approvals: approvals.map(({ by, role, at }) => ({ by: by.split('|').at(-1)!, role, at: visit.when(at) })),
      mayApprove:
        !isOwn &&
        row.status === 'proposed' &&
        holds(visit, APPROVERS) &&
        !approvals.some(({ by }) => by === visit.caller.key),
      mayRun:
        holds(visit, PROPOSERS) &&
        (row.status === 'destroying' || (row.status === 'proposed' && row.approved === true)),
      mayWithdraw: holds(visit, PROPOSERS) && row.status === 'proposed',
    })
  })

  consoleSite.page(app, 'POST', '/console/dispositions/:id/approvals', 'dispositions', async (visit) => {
    await desks.dispositions.approve(visit.asking, idOf(visit), visit.form['digest'] ?? '')
    return visit.goTo(pathOf(idOf(visit)))
  })

  consoleSite.page(app, 'POST', '/console/dispositions/:id/withdrawal', 'dispositions', async (visit) => {
    await desks.dispositions.withdraw(visit.asking, idOf(visit), reasonOf(visit))
    return visit.goTo(pathOf(idOf(visit)))
  })

  consoleSite.page(app, 'POST', '/console/dispositions/:id/run', 'dispositions', async (visit) => {
    await desks.dispositions.run(visit.asking, idOf(visit))
    return visit.goTo(pathOf(idOf(visit)))
  })
}

/** An ISO 8601 period as people say it; what is kept without end is told as the policy does. */
function periodText(period: string, language: string): string {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(period)
  if (match === null) return period
  const units = ['year', 'month', 'day']
  return match
    .slice(1)
    .flatMap((count, at) => (count === undefined ? [] : [unitText(Number(count), units[at]!, language)]))
    .join(' ')
}

function unitText(count: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
