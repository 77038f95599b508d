import type { FastifyInstance } from 'fastify'
import type { PlanView } from '../../../../pages/request-views.ts'
import type { SearchPlan } from '../../../../requests/plan.ts'
import { Refused, refusalOf } from '../../../governance-api.ts'
import { toldOf } from '../../../told.ts'
import type { ConsoleSite, ConsoleVisit } from '../console-site.ts'
import { JOB_REFRESH_SECONDS } from '../job-seconds.ts'
import { PLAN_FIELDS, planText, withAccount, withLine, withoutLine } from './plan-form.ts'
import { namedRequest, requestId } from './request.ts'

/** Clauses MS-24, MO-06: what a request’s search looks for, line by line, and how its run goes. */
export function planPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const pathOf = (id: string): string => `/console/requests/${id}/plan`
  const zone = (): string => site.policy().profile.timezone

  consoleSite.page(app, 'GET', '/console/requests/:id/plan', 'requests', async (visit) =>
    visit.show('console-plan', await planView(visit, await planOf(visit), null, null)),
  )

  consoleSite.page(app, 'POST', '/console/requests/:id/plan', 'requests', async (visit) => {
    const id = requestId(visit)
    const before = await planOf(visit)
    try {
      const reason = reasonOf(visit)
      const plan = withLine(before, visit.form, zone(), visit.caller.issuer)
      const sizes = await desks.plans.size(visit.asking, id, plan)
      if (visit.form['step'] === 'write') {
        await desks.plans.write(visit.asking, id, plan, reason)
        return visit.goTo(pathOf(id))
      }
      return visit.show('console-plan', await planView(visit, before, sizes.at(-1)!, null))
    } catch (error) {
      const refused = refusalOf(error)
      if (refused?.code !== 'malformed_body') throw error
      return visit.show('console-plan', await planView(visit, before, null, toldOf(refused)), 400)
    }
  })

  consoleSite.page(app, 'POST', '/console/requests/:id/plan/removals', 'requests', async (visit) => {
    const id = requestId(visit)
    const plan = await desks.plans.read(visit.asking, id)
    await desks.plans.write(visit.asking, id, withoutLine(plan, visit.form['line'] ?? ''), reasonOf(visit))
    return visit.goTo(pathOf(id))
  })

  consoleSite.page(app, 'POST', '/console/requests/:id/plan/accounts', 'requests', async (visit) => {
    const id = requestId(visit)
    const plan = await desks.plans.read(visit.asking, id)
    const { person = '', account = '' } = visit.form
    const reason = reasonOf(visit)
    await desks.plans.write(visit.asking, id, withAccount(plan, person, account, reason), reason)
    return visit.goTo(pathOf(id))
  })

  consoleSite.page(app, 'POST', '/console/requests/:id/runs', 'requests', async (visit) => {
    const id = requestId(visit)
    const { id: run } = await desks.plans.begin(visit.asking, id, reasonOf(visit))
    return visit.goTo(`/console/requests/${id}/runs/${run}`)
  })

  consoleSite.page(app, 'GET', '/console/requests/:id/runs/:run', 'requests', async (visit) => {
    const id = requestId(visit)
    const { run } = visit.request.params as { run: string }
    const shown = await desks.plans.run(visit.asking, id, run)
    const isRefreshed = shown.status === 'running' && visit.query['still'] !== '1'
    const { result } = shown
    return visit.show('console-run', {
      console: visit.console,
      request: namedRequest(consoleSite, visit),
      run,
      status: shown.status,
      percent: shown.percent,
      started: visit.when(shown.started_at),
      fault: shown.fault,
      mayCancel: shown.status === 'running' && desks.requests.mayWork(visit.caller),
      refreshSeconds: isRefreshed ? JOB_REFRESH_SECONDS : null,
      result:
        result === undefined
          ? null
          : {
              records: result.records,
              lines: result.lines,
              unreadable: result.not_looked_at.unreadable,
              gone: result.not_looked_at.gone,
              destroyed: result.not_looked_at.destroyed_with_authority,
              frozenAt: shown.frozen_at,
            },
    })
  })

  consoleSite.page(app, 'POST', '/console/requests/:id/runs/:run/cancellation', 'requests', async (visit) => {
    const id = requestId(visit)
    const { run } = visit.request.params as { run: string }
    await desks.plans.cancel(visit.asking, id, run)
    return visit.goTo(`/console/requests/${id}/runs/${run}`)
  })

  /** Null: none was written yet. */
  async function planOf(visit: ConsoleVisit): Promise<SearchPlan | null> {
    const id = requestId(visit)
    return desks.requests.standing(visit.asking, id).has_plan ? desks.plans.read(visit.asking, id) : null
  }

  async function planView(
    visit: ConsoleVisit,
    plan: SearchPlan | null,
    size: PlanView['size'],
    error: PlanView['error'],
  ): Promise<PlanView> {
    const id = requestId(visit)
    const mayWrite = desks.requests.mayWork(visit.caller)
    const found =
      plan === null || !mayWrite ? { proposals: [], seen: [] } : await desks.plans.proposals(visit.asking, id)
    const { status, run } = desks.requests.standing(visit.asking, id)
    const isOpen = status === 'open' || status === 'paused'
    const named = (values: readonly { readonly value: string }[] = []): string[] => values.map(({ value }) => value)
    return {
      console: visit.console,
      request: namedRequest(consoleSite, visit),
      lines: (plan?.lines ?? []).map(({ id: line, query, names, by, about }) => ({
        id: line,
        query,
        names: [...names, ...about],
        by,
      })),
      persons: (plan?.persons ?? []).map(({ id: person, accounts, names }) => {
        const seen = found.seen.find((one) => one.person === person)
        return {
          id: person,
          accounts: accounts.map(({ account }) => account),
          names: names.map(({ name }) => name),
          units: named(seen?.units),
          clients: named(seen?.clients),
        }
      }),
      proposals: found.proposals,
      values: Object.fromEntries(PLAN_FIELDS.map((name) => [name, visit.form[name] ?? ''])),
      units: site.policy().units.units.map(({ id: value, name }) => ({ value, label: name })),
      size,
      error,
      mayWrite: mayWrite && isOpen,
      mayRun: mayWrite && isOpen && plan !== null && desks.plans.mayRun(visit.caller),
      isRunning: run?.status === 'running',
    }
  }
}

function reasonOf({ form }: ConsoleVisit): string {
  const reason = planText(form, 'reason').slice(0, 500)
  if (reason !== '') return reason
  throw new Refused('malformed_body', {
    clause: 'MO-06',
    rule: 'reason',
    message: 'What is changed needs a reason, for the log.',
    next: 'Say why.',
  })
}
