import type { FastifyInstance } from 'fastify'
import { decisionFacts } from '../decisions.ts'
import { sayDay } from '../say-time.ts'
import type { ConsoleSite } from './console-site.ts'

/** Clause MS-30: decisions that nobody has closed, by unit: numbers for whoever leads one, records for whoever reviews them. */
export function unitDecisionPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const unitName = (id: string): string => site.policy().units.units.find((unit) => unit.id === id)?.name ?? id
  const systemName = (id: string): string => site.policy().systems.find((system) => system.id === id)?.name ?? id

  consoleSite.page(app, 'GET', '/console/decisions', 'decisions', async (visit) => {
    const units = await desks.decisions.units(visit.asking)
    return visit.show('console-decisions', {
      console: visit.console,
      units: units.map(({ unit, open, overdue, records }) => ({
        unit: unitName(unit),
        open,
        overdue,
        records:
          records?.map(({ exchange, due, system }) => ({
            exchange,
            due: sayDay(due, visit.language),
            system: systemName(system),
          })) ?? null,
      })),
    })
  })

  consoleSite.page(app, 'GET', '/console/decisions/:exchange', 'decisions', async (visit) => {
    const { exchange } = visit.request.params as { exchange: string }
    const opened = await desks.decisions.show(visit.asking, exchange)
    return visit.show('console-decision', {
      console: visit.console,
      decision: decisionFacts(site, visit.language, opened),
    })
  })
}
