import type { FastifyInstance } from 'fastify'
import type { Among } from '../../desks/record-desk.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'
import { hasWords } from './query-words.ts'
import { addressOf, composeQuery, readFilters } from './record-filters.ts'
import { recordView } from './record-view.ts'
import { saidInAnswer, saidInRequest } from './said-in.ts'

/** Clauses MS-07, MS-10, MS-24, MS-55, MO-06: one record, whether it is unaltered first, then what it says and who may see more. */
export function recordPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { site, desks } = consoleSite
  const pathOf = (id: string): string => `/console/records/${id}`

  consoleSite.page(app, 'GET', '/console/records/:id', 'records', async (visit) => {
    const id = idOf(visit)
    const filters = readFilters(visit.query)
    const at = Number(visit.query['at'])
    const query = composeQuery(filters, site.policy().profile.timezone, hasWords(filters.q))
    const among: Among | undefined = /^\d{1,15}$/.test(visit.query['at'] ?? '') ? { query, at } : undefined
    const seen = await desks.records.show(visit.asking, id, among)
    const { sections } = visit.console
    const isTold = seen.facts !== null
    const indexes = seen.entries.map(({ index }) => index)
    const exported =
      isTold && sections.includes('exports') ? await desks.exports.holding(visit.asking, id, indexes) : null
    const produced = isTold && sections.includes('productions') ? desks.productions.holding(visit.asking, id) : null
    const step = (to: { exchange: string; at: number } | null): string | null =>
      to === null ? null : addressOf(pathOf(to.exchange), filters, { at: String(to.at) })
    return visit.show('console-record', {
      ...recordView(consoleSite, visit, seen),
      newer: step(seen.steps.newer),
      older: step(seen.steps.older),
      back: addressOf('/console', filters),
      exports:
        exported?.map((one) => ({
          href: `/console/exports/${one.id}`,
          ordered: visit.when(one.startedAt),
          query: one.query,
        })) ?? null,
      productions:
        produced?.map(({ production, outcome }) => ({
          href: `/console/productions/${production.id}/records/${id}`,
          number: production.number,
          request: production.request_number,
          status: production.status,
          outcome,
        })) ?? null,
    })
  })

  consoleSite.page(app, 'GET', '/console/records/:id/proof', 'records', async (visit) => {
    const id = idOf(visit)
    const proofs = await desks.records.prove(visit.asking, id)
    return visit.reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="proof-${id}.json"`)
      .send(JSON.stringify({ exchange: id, proofs }, null, 2))
  })

  consoleSite.page(app, 'POST', '/console/records/:id/reveal', 'reveals', async (visit) => {
    const id = idOf(visit)
    const { part, purpose, reason, emergency, reveal } = visit.form
    const asked = {
      part: part === 'out' ? ('out' as const) : ('orig' as const),
      ...(purpose && { purpose }),
      ...(reason?.trim() && { reason: reason.trim().slice(0, 2_000) }),
      ...(emergency?.trim() && { emergency: { case: emergency.trim().slice(0, 200) } }),
      ...(reveal && { reveal }),
    }
    const found = await desks.reveals.content(visit.asking, id, asked)
    return visit.show('console-content', {
      console: visit.console,
      id,
      part: found.part,
      waits: found.waits,
      texts: found.entries.map(({ time, type, content }) => ({
        time: visit.when(time),
        type,
        said:
          type === 'prompt' || type === 'blocked'
            ? saidInRequest(content)
            : [{ role: '', text: saidInAnswer(content) }],
        exact: content,
      })),
    })
  })

  consoleSite.page(app, 'POST', '/console/records/:id/labels', 'records', async (visit) => {
    const id = idOf(visit)
    const reason = (visit.form['reason'] ?? '').trim().slice(0, 2_000)
    await desks.labels.label(visit.asking, id, { privileged: visit.form['privileged'] === 'yes', reason })
    return visit.goTo(pathOf(id))
  })
}

function idOf({ request }: ConsoleVisit): string {
  return (request.params as { id: string }).id
}
