import type { FastifyInstance } from 'fastify'
import { CONFIRMERS } from '../../../retention/transitory-row.ts'
import type { ConsoleSite } from './console-site.ts'

/** Clause MO-07: what people say is transitory, and who confirms it; they see the statement, not the record. */
export function transitoryPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks } = consoleSite
  const text = (form: Readonly<Record<string, string>>): string => (form['reason'] ?? '').trim().slice(0, 2_000)

  consoleSite.page(app, 'GET', '/console/transitory', 'transitory', async (visit) => {
    const { caller } = visit
    return visit.show('console-transitory', {
      console: visit.console,
      statements: desks.series.list(visit.asking).map((row) => ({
        exchange: row.exchange,
        unit: row.unit,
        reason: row.reason,
        endedOn: row.ended_on,
        at: visit.when(row.at),
        state: row.state,
        given: row.confirmations.map(({ as, agrees, reason }) => ({ as, agrees, reason })),
        seats: CONFIRMERS.filter(
          (seat) =>
            row.state === 'asked' &&
            caller.roles.includes(seat) &&
            (seat === 'hr' || caller.unit === row.unit) &&
            !row.confirmations.some(({ as }) => as === seat),
        ),
        mayReverse: row.state === 'asked' || row.state === 'confirmed',
      })),
    })
  })

  consoleSite.page(app, 'POST', '/console/transitory/:id/confirmations', 'transitory', async (visit) => {
    const { id } = visit.request.params as { id: string }
    const as = visit.form['as'] === 'hr' ? ('hr' as const) : ('supervisor' as const)
    const agrees = visit.form['agrees'] === 'yes'
    await desks.series.confirm(visit.asking, id, { as, agrees, reason: text(visit.form) })
    return visit.goTo('/console/transitory')
  })

  consoleSite.page(app, 'POST', '/console/transitory/:id/reversal', 'transitory', async (visit) => {
    await desks.series.reverse(visit.asking, (visit.request.params as { id: string }).id, text(visit.form))
    return visit.goTo('/console/transitory')
  })
}
