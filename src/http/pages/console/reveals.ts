import type { FastifyInstance } from 'fastify'
import type { ConsoleSite } from './console-site.ts'

/** Clauses MS-24, MS-52, MO-19: reveals that wait for a second person, and emergencies that wait for a review. */
export function revealPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite

  consoleSite.page(app, 'GET', '/console/reveals', 'reveals', async (visit) => {
    const reveals = await desks.reveals.list(visit.asking)
    return visit.show('console-reveals', {
      console: visit.console,
      reveals: reveals
        .toReversed()
        .map(({ reveal, exchange, part, by, purpose, reason, at, status, until, emergency }) => ({
          id: reveal,
          record: exchange,
          part,
          by: by.split('|').at(-1)!,
          purpose: site.policy().purposes[purpose]?.name[visit.language] ?? purpose,
          reason,
          at: visit.when(at ?? 0),
          status,
          until: until === null ? null : visit.when(until),
          emergency: emergency?.case ?? null,
          isOwn: by === visit.caller.key,
        })),
    })
  })

  consoleSite.page(app, 'POST', '/console/reveals/:id/approvals', 'reveals', async (visit) => {
    const { id } = visit.request.params as { id: string }
    await desks.reveals.approve(visit.asking, id, (visit.form['reason'] ?? '').trim().slice(0, 2_000))
    return visit.goTo('/console/reveals')
  })

  consoleSite.page(app, 'POST', '/console/reveals/:id/reviews', 'reveals', async (visit) => {
    const { id } = visit.request.params as { id: string }
    const finding = visit.form['finding'] === 'justified' ? 'justified' : 'not-justified'
    await desks.reveals.review(visit.asking, id, finding, (visit.form['reason'] ?? '').trim().slice(0, 2_000))
    return visit.goTo('/console/reveals')
  })
}
