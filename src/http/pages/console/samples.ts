import type { FastifyInstance } from 'fastify'
import { SAMPLE_RESULTS } from '../../../oversight/sampling/sample-look.ts'
import { sayDay } from '../say-time.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'

const BACK_MAX = 52
const NOTE_MAX = 5_000

/** Clauses MS-32, MS-62: answers that were drawn, to be looked at, and what was thought of them. */
export function samplePages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const backOf = (text: string | undefined): number =>
    Math.min(BACK_MAX, Math.max(0, Number.parseInt(text ?? '0', 10) || 0))
  const unitName = (id: string): string => site.policy().units.units.find((unit) => unit.id === id)?.name ?? id
  const here = (back: number): string => (back === 0 ? '/console/samples' : `/console/samples?back=${back}`)

  consoleSite.page(app, 'GET', '/console/samples', 'samples', async (visit: ConsoleVisit) => {
    const back = backOf(visit.query['back'])
    const { period, units, isWhole } = await desks.samples.draw(visit.asking, back)
    const percent = new Intl.NumberFormat(visit.language, { style: 'percent', maximumFractionDigits: 0 })
    return visit.show('console-samples', {
      console: visit.console,
      back,
      from: sayDay(period.from, visit.language),
      to: sayDay(period.to, visit.language),
      isWhole,
      older: back === BACK_MAX ? null : here(back + 1),
      newer: back === 0 ? null : here(back - 1),
      units: units.map(({ unit, of, drawn, concerns }) => ({
        unit: unitName(unit),
        of,
        drawn: drawn.map(({ exchange, look }) => ({ exchange, result: look?.result ?? null })),
        concerns:
          concerns === null
            ? null
            : `${percent.format(concerns.share)} (${percent.format(concerns.low)} – ${percent.format(concerns.high)})`,
      })),
    })
  })

  consoleSite.page(app, 'POST', '/console/samples', 'samples', async (visit) => {
    const { form } = visit
    const back = backOf(form['back'])
    await desks.samples.mark(visit.asking, back, {
      exchange: form['exchange'] ?? '',
      result: SAMPLE_RESULTS.find((one) => one === form['result']) ?? 'concern',
      note: (form['note'] ?? '').trim().slice(0, NOTE_MAX),
    })
    return visit.goTo(`${here(back)}#${form['exchange']}`)
  })
}
