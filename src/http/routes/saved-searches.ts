import type { FastifyInstance } from 'fastify'
import type { Contract } from '../contract.ts'
import type { SavedSearchDesk } from '../desks/saved-search-desk.ts'
import { whileConnected } from '../record-search.ts'

interface Named {
  readonly id: string
}

/** Searches that somebody repeats, each with what changed since the last time. */
export async function savedSearchRoutes(
  app: FastifyInstance,
  { contract, saved }: { readonly contract: Contract; readonly saved: SavedSearchDesk },
): Promise<void> {
  app.get('/saved-searches', { schema: contract.schema('listSavedSearches') }, async (request) => ({
    searches: saved.list(request),
  }))

  app.post('/saved-searches', { schema: contract.schema('saveSearch') }, async (request, reply) =>
    reply.code(201).send(await saved.save(request, request.body as { name: string; query: string })),
  )

  app.post('/saved-searches/:id/runs', { schema: contract.schema('runSavedSearch') }, async (request, reply) =>
    saved.run(request, (request.params as Named).id, whileConnected(reply)),
  )

  app.delete('/saved-searches/:id', { schema: contract.schema('deleteSavedSearch') }, async (request, reply) => {
    await saved.remove(request, (request.params as Named).id)
    return reply.code(204).send()
  })
}
