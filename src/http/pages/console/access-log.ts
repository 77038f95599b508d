import type { FastifyInstance } from 'fastify'
import type { ConsoleSite } from './console-site.ts'

/** What looks are called in the log, as far as people choose by it. */
const ACTIONS = [
  'search',
  'show',
  'reveal',
  'reveal-ask',
  'reveal-approve',
  'reveal-emergency',
  'prove',
  'verify',
  'report',
  'access-log',
  'view-holds',
  'view-plan',
]

/** Clauses MS-07, MS-23, MO-19: the log of those who watch; looking at it is an entry of it. */
export function accessLogPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  consoleSite.page(app, 'GET', '/console/access-log', 'access-log', async (visit) => {
    const given = (name: string): string => (visit.query[name] ?? '').trim().slice(0, 200)
    const values = { person: given('person'), record: given('record'), action: given('action') }
    const filters = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
    const cursor = /^\d{1,15}$/.test(given('cursor')) ? { cursor: given('cursor') } : {}
    const page = await desks.accessLog.list(visit.asking, { limit: 50, ...filters, ...cursor })
    const policy = site.policy()
    return visit.show('console-access-log', {
      console: visit.console,
      values,
      actions: ACTIONS.map((value) => ({ value, label: value })),
      rows: page.entries.map((entry) => ({
        time: visit.when(entry.time),
        by: entry.by,
        roles: entry.roles.join(', '),
        action: entry.action,
        purpose: policy.purposes[entry.purpose ?? '']?.name[visit.language] ?? entry.purpose ?? '',
        matter: entry.matter ?? '',
        reason: entry.reason ?? '',
        record: entry.exchange,
        query: entry.query,
        withheld: entry.withheld,
      })),
      lookedAt: page.lookedAt,
      older:
        page.cursor === null ? null : `/console/access-log?${new URLSearchParams({ ...filters, cursor: page.cursor })}`,
    })
  })
}
