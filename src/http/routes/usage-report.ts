import type { FastifyInstance } from 'fastify'
import type { ShownCell } from '../../core/small-cells.ts'
import type { Contract } from '../contract.ts'
import type { ReportDesk } from '../desks/report-desk.ts'
import { whileConnected } from '../record-search.ts'

/** What each report tells of a cell. */
const REPORTS = {
  usage: ['exchanges', 'refused'],
  cost: ['cost'],
  unreviewed: ['unreviewed'],
} as const satisfies Readonly<Record<string, readonly (keyof ShownCell)[]>>

const OPERATIONS = { usage: 'reportUsage', cost: 'reportCost', unreviewed: 'reportUnreviewed' } as const

/** Clauses MS-10, MO-03, MO-19: use, cost and unreviewed answers in numbers, without content and of no few people. */
export async function usageReportRoutes(
  app: FastifyInstance,
  { contract, reports }: { readonly contract: Contract; readonly reports: ReportDesk },
): Promise<void> {
  for (const [name, measures] of Object.entries(REPORTS) as [keyof typeof REPORTS, readonly (keyof ShownCell)[]][])
    app.get(`/reports/${name}`, { schema: contract.schema(OPERATIONS[name]) }, async (request, reply) => {
      const { month } = request.query as { month: string }
      const { total, by, months, ...report } = await reports.use(request, month, name, whileConnected(reply))
      const told = (cell: ShownCell, named: string) => ({
        ...(named === '' ? {} : { [named]: cell.value }),
        ...Object.fromEntries(measures.map((measure) => [measure, cell[measure]])),
      })
      return {
        ...report,
        total: told(total, ''),
        by: Object.fromEntries(
          Object.entries(by).map(([field, cells]) => [field, cells.map((cell) => told(cell, 'value'))]),
        ),
        months: months.map((cell) => told(cell, 'month')),
      }
    })
}
