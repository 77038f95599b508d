import type { FastifyInstance } from 'fastify'
import { SESSION_IDLE_MS } from '../../core/session.ts'
import type { Contract } from '../contract.ts'
import { Refused } from '../governance-api.ts'
import { personOf } from '../own-person.ts'
import type { OwnSession, Sessions } from '../session/sessions.ts'

/** Clause MO-09: one’s own sign-ins at the pages, and the end of one. Nothing that is told of a session opens it. */
export async function sessionRoutes(
  app: FastifyInstance,
  { contract, sessions }: { readonly contract: Contract; readonly sessions: Sessions },
): Promise<void> {
  app.get('/sessions', { schema: contract.schema('listSessions') }, async (request) => ({
    sessions: sessions.own(personOf(request, 'MO-09')).map(shown),
  }))

  app.delete('/sessions/:id', { schema: contract.schema('endSession') }, async (request, reply) => {
    const { id } = request.params as { id: string }
    if (await sessions.endOwn(personOf(request, 'MO-09'), id)) return reply.code(204).send()
    throw new Refused('route_not_governed', {
      rule: 'session',
      clause: 'MO-09',
      message: 'You have no such session.',
      next: 'See the list of your sessions; one that has ended isn’t in it.',
    })
  })
}

function shown({ name, begunAt, seenAt, endsAt }: OwnSession) {
  const iso = (at: number): string => new Date(at).toISOString()
  return {
    id: name,
    begun: iso(begunAt),
    last_seen: seenAt === null ? null : iso(seenAt),
    ends_at: iso(endsAt),
    idle_seconds: SESSION_IDLE_MS / 1_000,
  }
}
