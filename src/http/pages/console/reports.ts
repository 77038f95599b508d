import type { FastifyInstance } from 'fastify'
import type { ShownCell } from '../../../core/small-cells.ts'
import type { ReportRow } from '../../../pages/console-keeping-views.ts'
import { REPORT_FIELDS, type ReportField } from '../../desks/report-desk.ts'
import { whileConnected } from '../../record-search.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'
import { safeCsv } from './safe-csv.ts'

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/

/** Months that can be chosen, back from this one. */
const CHOICES = 24

/** Clauses MS-10, MO-03, MO-19: use, refusals, unreviewed answers and cost; never of few people, and never of one. */
export function reportPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const monthOf = ({ query }: ConsoleVisit): string => {
    const now = new Date(site.clock.now()).toISOString().slice(0, 7)
    return MONTH.test(query['month'] ?? '') ? query['month']! : now
  }

  consoleSite.page(app, 'GET', '/console/reports', 'reports', async (visit) => {
    const month = monthOf(visit)
    const report = await desks.reports.use(visit.asking, month, 'dashboard', whileConnected(visit.reply))
    const csv = (table: string): string => `/console/reports.csv?${new URLSearchParams({ month, table })}`
    return visit.show('console-reports', {
      console: visit.console,
      month,
      monthName: monthName(month, visit.language),
      unit: report.unit === null ? null : unitName(report.unit),
      choices: recentMonths(site.clock.now()).map((value) => ({ value, label: monthName(value, visit.language) })),
      total: rowOf(report.total, ''),
      months: report.months.map((cell) => rowOf(cell, monthName(cell.value, visit.language))),
      tables: REPORT_FIELDS.flatMap((field) => {
        const cells = report.by[field]
        return cells === undefined
          ? []
          : [
              {
                field,
                rows: cells.map((cell) => rowOf(cell, nameOf(field, cell.value, visit.language))),
                csv: csv(field),
              },
            ]
      }),
      monthsCsv: csv('month'),
      lag: report.lag,
      asOf: visit.when(site.clock.now()),
    })
  })

  consoleSite.page(app, 'GET', '/console/reports.csv', 'reports', async (visit) => {
    const month = monthOf(visit)
    const table = REPORT_FIELDS.find((field) => field === visit.query['table']) ?? 'month'
    const report = await desks.reports.use(visit.asking, month, `csv-${table}`, whileConnected(visit.reply))
    const cells = table === 'month' ? report.months : (report.by[table] ?? [])
    const number = (count: number | null): string => (count === null ? '<10 people' : String(count))
    const rows = cells.map((cell) => [
      cell.value,
      number(cell.exchanges),
      number(cell.refused),
      number(cell.unreviewed),
      cell.cost === null ? '<10 people' : (cell.cost / 1e6).toFixed(2),
    ])
    return visit.reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="use-by-${table}-${month}.csv"`)
      .send(safeCsv([[table, 'exchanges', 'refused', 'unreviewed', 'cost_usd'], ...rows]))
  })

  function unitName(unit: string): string {
    return site.policy().units.units.find(({ id }) => id === unit)?.name ?? unit
  }

  function nameOf(field: ReportField, value: string, language: string): string {
    const policy = site.policy()
    if (field === 'unit') return unitName(value)
    if (field === 'system') return policy.systems.find(({ id }) => id === value)?.name ?? value
    const names = policy.purposes[value]?.name
    return names?.[language] ?? names?.['en'] ?? value
  }
}

function rowOf({ exchanges, refused, unreviewed, cost }: ShownCell, name: string): ReportRow {
  return { name, exchanges, refused, unreviewed, cost }
}

function monthName(month: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  )
}

function recentMonths(now: number): string[] {
  const [year, month] = new Date(now).toISOString().split('-').map(Number) as [number, number]
  return Array.from({ length: CHOICES }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  )
}
