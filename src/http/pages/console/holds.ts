import type { FastifyInstance } from 'fastify'
import type { HoldView } from '../../../pages/console-keeping-views.ts'
import type { ShownHold } from '../../desks/hold-desk.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'
import { scopeOf } from './hold-form.ts'
import { JOB_REFRESH_SECONDS } from './job-seconds.ts'

const TEXT_MAX = 2_000

/** Clauses MO-10, MS-24: what is kept whatever its period, who was told, and how it is released. */
export function holdPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks } = consoleSite

  consoleSite.page(app, 'GET', '/console/holds', 'holds', async (visit) => {
    const { holds, notices } = await desks.holds.list(visit.asking)
    return visit.show('console-holds', {
      console: visit.console,
      mayPlace: desks.holds.mayOpen(visit.caller).places,
      holds: holds.toReversed().map((hold) => viewOf(hold, visit)),
      notices: notices.map(({ hold, matter, text, at, acknowledged_at }) => ({
        hold,
        matter,
        text,
        at: visit.when(at),
        acknowledged: acknowledged_at === null ? null : visit.when(acknowledged_at),
      })),
    })
  })

  consoleSite.page(app, 'GET', '/console/holds/:id', 'holds', async (visit) => {
    const hold = await desks.holds.show(visit.asking, holdId(visit))
    const isRefreshed = !hold.gathered && hold.state !== 'released' && visit.query['still'] !== '1'
    return visit.show('console-hold-one', {
      console: visit.console,
      hold: viewOf(hold, visit),
      refreshSeconds: isRefreshed ? JOB_REFRESH_SECONDS : null,
    })
  })

  consoleSite.page(app, 'POST', '/console/holds/:id/acknowledgment', 'holds', async (visit) => {
    await desks.holds.acknowledge(visit.asking, holdId(visit))
    return visit.goTo('/console/holds')
  })

  consoleSite.page(app, 'POST', '/console/holds/:id/release', 'holds', async (visit) => {
    const reason = (visit.form['reason'] ?? '').trim().slice(0, TEXT_MAX)
    await desks.holds.release(visit.asking, holdId(visit), reason)
    return visit.goTo('/console/holds')
  })
}

function holdId({ request }: ConsoleVisit): string {
  return (request.params as { id: string }).id
}

function viewOf(hold: ShownHold, visit: ConsoleVisit): HoldView {
  return {
    id: hold.id,
    matter: hold.matter,
    kind: hold.kind,
    reason: hold.reason,
    scope: scopeOf(hold.criteria),
    entries: hold.entries,
    unseen: hold.unseen,
    state: hold.state as HoldView['state'],
    gathering: hold.gathered || hold.state === 'released' ? null : hold.percent,
    placed: visit.when(hold.placed_at),
    placedBy: hold.placed_by.split('|').at(-1)!,
    records: `/console?${new URLSearchParams({ hold: hold.id })}`,
    custodians: hold.custodians.map(({ person, acknowledged_at, mails, mailed_at }) => ({
      name: person.split('|').at(-1)!,
      acknowledged: acknowledged_at === null ? null : visit.when(acknowledged_at),
      mails,
      mailed: mailed_at === null ? null : visit.when(mailed_at),
    })),
  }
}
