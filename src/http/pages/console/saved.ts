import type { FastifyInstance } from 'fastify'
import type { SearchHit } from '../../../core/ports.ts'
import type { SavedRunView } from '../../../pages/search-views.ts'
import type { SearchRun } from '../../desks/saved-search-desk.ts'
import { whileConnected } from '../../record-search.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'

/** Hits of a change that are listed one by one. */
const LISTED_MAX = 100

/** Searches that somebody repeats: what was added, destroyed and newly held since. */
export function savedSearchPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks } = consoleSite
  const shown = (visit: ConsoleVisit, run: SavedRunView | null) =>
    visit.show('console-saved', {
      console: visit.console,
      searches: desks.saved.list(visit.asking).map(({ id, name, query, last }) => ({
        id,
        name,
        query,
        href: addressOfQuery(query),
        last: last?.at == null ? null : visit.when(last.at),
        total: last?.total ?? null,
      })),
      run,
    })

  consoleSite.page(app, 'GET', '/console/saved', 'saved', async (visit) => shown(visit, null))

  consoleSite.page(app, 'POST', '/console/saved', 'saved', async (visit) => {
    const { name = '', query = '' } = visit.form
    await desks.saved.save(visit.asking, { name: name.trim().slice(0, 200), query })
    return visit.goTo('/console/saved')
  })

  consoleSite.page(app, 'POST', '/console/saved/:id/runs', 'saved', async (visit) => {
    const { id } = visit.request.params as { id: string }
    const run = await desks.saved.run(visit.asking, id, whileConnected(visit.reply))
    return shown(visit, runView(run, visit))
  })

  consoleSite.page(app, 'POST', '/console/saved/:id/removal', 'saved', async (visit) => {
    await desks.saved.remove(visit.asking, (visit.request.params as { id: string }).id)
    return visit.goTo('/console/saved')
  })
}

function addressOfQuery(query: string): string {
  return `/console?${new URLSearchParams({ q: query })}`
}

function runView({ name, query, total, changes }: SearchRun, { when }: ConsoleVisit): SavedRunView {
  const listed = (hits: readonly (SearchHit | undefined)[]) =>
    hits
      .slice(0, LISTED_MAX)
      .flatMap((hit) =>
        hit?.ref == null
          ? []
          : [{ href: `/console/records/${hit.ref}`, label: `${when(hit.time)}, ${hit.facets['user'] ?? hit.type}` }],
      )
  return {
    name,
    href: addressOfQuery(query),
    total,
    since: changes?.since == null ? null : when(changes.since),
    changes: changes && {
      added: listed(changes.added),
      held: listed(changes.newlyHeld),
      destroyed: changes.destroyed.map(({ index, time }) => ({ index, time: when(time) })),
    },
  }
}
