import type { FastifyInstance } from 'fastify'
import { SESSION_IDLE_MS } from '../../core/session.ts'
import type { Site } from './site.ts'

/** WCAG 2.2.1: somebody is still there. */
export function sessionPages(app: FastifyInstance, site: Site): void {
  site.personPage(
    app,
    'POST',
    '/session',
    async ({ session, reply }) => {
      const left = Math.min(SESSION_IDLE_MS, session.row.endsAt - site.clock.now())
      return reply.send({ idle_seconds: Math.floor(left / 1_000) })
    },
    { beforeNotice: true },
  )
}
