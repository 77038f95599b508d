import type { FastifyInstance } from 'fastify'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'
import { JOB_REFRESH_SECONDS } from './job-seconds.ts'

const PATH = '/console/exports'
const QUERY_MAX = 4_000

/** Clauses MS-13, MS-23, MS-24: what a search shows, as files; a job that goes on without its page. */
export function exportPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite

  consoleSite.page(app, 'GET', PATH, 'exports', async (visit) => {
    const exports = await desks.exports.list(visit.asking)
    return visit.show('console-exports', {
      console: visit.console,
      exports: exports.map(({ id, query, status, startedAt, rows }) => ({
        id,
        query,
        status,
        ordered: visit.when(startedAt),
        rows,
      })),
    })
  })

  consoleSite.page(app, 'POST', PATH, 'exports', async (visit) => {
    const { query = '', reason = '', 'up-to': upTo = '' } = visit.form
    const id = await desks.exports.begin(visit.asking, {
      query: query.slice(0, QUERY_MAX),
      upTo: /^\d{1,15}$/.test(upTo) ? Number(upTo) : 0,
      reason: reason.trim().slice(0, 500),
    })
    return visit.goTo(`${PATH}/${id}`)
  })

  consoleSite.page(app, 'GET', `${PATH}/:id`, 'exports', async (visit) => {
    const shown = await desks.exports.show(visit.asking, exportId(visit))
    const { id, status, query, purpose, matter, reason, upTo, found, written, fault, files, keptUntil } = shown
    const isRefreshed = status === 'running' && visit.query['still'] !== '1'
    const spent = site.clock.now() - Date.parse(shown.startedAt)
    return visit.show('console-export', {
      console: visit.console,
      id,
      status,
      query,
      purpose: site.policy().purposes[purpose ?? '']?.name[visit.language] ?? purpose ?? '',
      matter: matter ?? '',
      reason,
      ordered: visit.when(shown.startedAt),
      upTo,
      found,
      written,
      percent: found === 0 ? 0 : Math.min(100, Math.floor((100 * written) / found)),
      minutes: written === 0 || found === 0 ? null : Math.ceil((spent * (found - written)) / written / 60_000),
      refreshSeconds: isRefreshed ? JOB_REFRESH_SECONDS : null,
      fault,
      files: files.map((file) => ({ ...file, href: `${PATH}/${id}/files/${file.name}` })),
      keptUntil: keptUntil === null ? null : visit.when(keptUntil),
      search: `/console?${new URLSearchParams({ q: query })}`,
    })
  })

  consoleSite.page(app, 'POST', `${PATH}/:id/cancellation`, 'exports', async (visit) => {
    await desks.exports.cancel(visit.asking, exportId(visit))
    return visit.goTo(`${PATH}/${exportId(visit)}`)
  })

  consoleSite.page(app, 'GET', `${PATH}/:id/files/:name`, 'exports', async (visit) => {
    const { name } = visit.request.params as { name: string }
    const file = await desks.exports.deliver(visit.asking, exportId(visit), name)
    return visit.reply
      .headers({
        'content-type': typeOf(name),
        'content-length': String(file.bytes),
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'no-store',
      })
      .send(file.content)
  })
}

function exportId({ request }: ConsoleVisit): string {
  return (request.params as { id: string }).id
}

function typeOf(name: string): string {
  if (name.endsWith('.csv')) return 'text/csv; charset=utf-8'
  return name.endsWith('.jsonl') ? 'application/jsonl' : 'application/json; charset=utf-8'
}
