import type { FastifyInstance } from 'fastify'
import { revocationRoutes } from './revocations.ts'
import { type SuspensionRouteParts, suspensionRoutes } from './suspensions.ts'

/** What ends access and what stops use: the same routes for people at the API and for the operator at this machine's socket. */
export async function deactivationRoutes(app: FastifyInstance, parts: SuspensionRouteParts): Promise<void> {
  await app.register(revocationRoutes, parts)
  await app.register(suspensionRoutes, parts)
}
