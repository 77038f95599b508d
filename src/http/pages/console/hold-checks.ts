import type { FastifyInstance } from 'fastify'
import type { HoldFormView } from '../../../pages/console-keeping-views.ts'
import { Refused } from '../../governance-api.ts'
import { toldOf } from '../../told.ts'
import { aMoment } from './a-moment.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'
import { holdFields, orderOf, scopeOf, valuesOf } from './hold-form.ts'
import { JOB_REFRESH_SECONDS } from './job-seconds.ts'

const NEW = '/console/holds/new'
const CHECKS = '/console/holds/checks'

/** Clauses MO-10, MS-24: how much a hold would keep stands there before it is placed; a job that goes on without its page. */
export function holdCheckPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const zone = (): string => site.policy().profile.timezone

  consoleSite.page(app, 'GET', '/console/holds/new', 'holds', async (visit) =>
    visit.show('console-hold', { console: visit.console, ...formOf(visit, holdFields(visit.query)), error: null }),
  )

  consoleSite.page(app, 'POST', '/console/holds/checks', 'holds', async (visit) => {
    const { form, caller } = visit
    try {
      const { id } = await desks.holds.check(visit.asking, orderOf(form, zone(), caller.issuer))
      await aMoment(desks.holds.ended(id))
      return visit.goTo(`${CHECKS}/${id}`)
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'malformed_body') throw error
      const told = toldOf(error.refusal)
      const view = { console: { ...visit.console, here: NEW }, ...formOf(visit, holdFields(form)), error: told }
      return visit.show('console-hold', view, 400)
    }
  })

  consoleSite.page(app, 'GET', '/console/holds/checks/:id', 'holds', async (visit) => {
    const { check, order } = desks.holds.checked(visit.asking, checkId(visit))
    const { id, status, percent, up_to: upTo, would_keep: found } = check
    const isRefreshed = status === 'running' && visit.query['still'] !== '1'
    return visit.show('console-hold-check', {
      console: visit.console,
      id,
      status,
      percent,
      upTo,
      found,
      begun: visit.when(check.started_at),
      asked: {
        matter: order.matter,
        kind: order.kind,
        reason: order.reason,
        scope: scopeOf(order.criteria),
        notice: order.notice ?? '',
      },
      refreshSeconds: isRefreshed ? JOB_REFRESH_SECONDS : null,
      ...formOf(visit, valuesOf(order, zone(), visit.caller.issuer)),
    })
  })

  consoleSite.page(app, 'POST', '/console/holds/checks/:id/cancellation', 'holds', async (visit) => {
    const id = checkId(visit)
    await desks.holds.cancelCheck(visit.asking, id)
    return visit.goTo(`${CHECKS}/${id}`)
  })

  /** What is placed is what was looked at. */
  consoleSite.page(app, 'POST', '/console/holds/checks/:id/placing', 'holds', async (visit) => {
    const { id } = await desks.holds.placeChecked(visit.asking, checkId(visit))
    await aMoment(desks.holds.ended(id))
    return visit.goTo(`/console/holds/${id}`)
  })

  function formOf(
    { caller }: ConsoleVisit,
    values: Readonly<Record<string, string>>,
  ): Omit<HoldFormView, 'console' | 'error'> {
    const policy = site.policy()
    return {
      values,
      units: policy.units.units.map(({ id, name }) => ({ value: id, label: name })),
      systems: policy.systems.map(({ id, name }) => ({ value: id, label: name })),
      maySearch: policy.access.privilege.roles.some((role) => caller.roles.includes(role)),
    }
  }
}

function checkId({ request }: ConsoleVisit): string {
  return (request.params as { id: string }).id
}
