import type { FastifyInstance } from 'fastify'
import { conversationsOf } from '../../core/conversation.ts'
import { ownReach } from '../../policy/record-access.ts'
import { conversationViews, titleOf, turnParts } from '../chat/chat-view.ts'
import { searchWithin, whileConnected } from '../record-search.ts'
import type { Site } from './site.ts'

const SHOWN = 100

/** A person’s own conversations, and a search in their own records: nobody else’s are within its reach. */
export function conversationPages(app: FastifyInstance, site: Site): void {
  site.personPage(app, 'GET', '/conversations', async (visit) => {
    const { principal } = visit.session
    const query = (visit.query['q'] ?? '').trim().slice(0, 500)
    if (query === '')
      return visit.show('conversations', {
        query,
        conversations: await conversationViews(site, visit, SHOWN),
        scope: null,
      })
    const search = searchWithin(site, ownReach(principal))
    const page = await search({ query: phraseOf(query), limit: SHOWN, total: false }, whileConnected(visit.reply))
    const refs = new Set(page.hits.map(({ ref }) => ref))
    const own = conversationsOf(principal.key, site.ledger.state).filter(({ row }) =>
      row.turns.some(({ id }) => refs.has(id as never)),
    )
    const { time } = turnParts(site, visit.language)
    return visit.show('conversations', {
      query,
      conversations: await Promise.all(
        own.map(async ({ id, row }) => ({
          href: `/chat/${id}`,
          label: await titleOf(site, row),
          at: time(row.at),
          system: site.policy().index.models[row.model]?.system.name ?? row.model,
        })),
      ),
      scope: { records: page.scope.records, unindexed: page.scope.unindexed, lag: page.lag },
    })
  })
}

/** What people type are words: none of it is an operator of the query language. */
function phraseOf(text: string): string {
  return text
    .split(/\s+/)
    .map((word) => word.replaceAll('"', ''))
    .filter((word) => word !== '')
    .map((word) => `"${word}"`)
    .join(' ')
}
