import type { FastifyInstance } from 'fastify'
import { SUSPENSION, type SuspensionRow, type SuspensionTarget } from '../../core/suspension.ts'
import { authorityOf, concernsAgency, mayResume, maySuspend } from '../../provisioning/authority.ts'
import { composeResumption, composeSuspension, type Seen } from '../../provisioning/suspend.ts'
import { allowed } from '../governance-api.ts'
import { type DeactivationRouteParts, mayLook } from './revocations.ts'

export interface SuspensionRouteParts extends DeactivationRouteParts {
  readonly newId: () => string
}

/** Clauses MS-31, MO-24: the emergency stop. One person stops; two resume. Nothing here is ever done by the gateway itself. */
export async function suspensionRoutes(app: FastifyInstance, parts: SuspensionRouteParts): Promise<void> {
  const { contract, policy, deactivation } = parts

  app.post('/suspensions', { schema: contract.schema('suspend') }, async (request, reply) => {
    const orderer = parts.orderer(request)
    const asked = request.body as { target: SuspensionTarget; value?: string; reason: string; until?: string }
    const { target, value = '', reason, until = null } = asked
    allowed(orderer.may((person) => maySuspend(person, { target, value }, policy(), deactivation.rows)))
    allowed(parts.unknownName({ target, value }))
    const id = parts.newId()
    const authority = authorityOf(orderer.order.actor)
    const { result, cut } = allowed(
      await deactivation.enact(orderer.order, (rows, now) =>
        composeSuspension({ id, target, value, reason, until, by: orderer.name, authority }, rows, now),
      ),
    )
    return reply.code(201).send({ ...result, cut })
  })

  app.get('/suspensions', { schema: contract.schema('listSuspensions') }, async (request) => {
    const orderer = parts.orderer(request)
    const { actor } = orderer.order
    const rows = ([...deactivation.rows.all(SUSPENSION).values()] as SuspensionRow[]).filter(
      (row) => typeof actor === 'string' || concernsAgency(row, actor.agency, policy(), deactivation.rows),
    )
    // A leader sees those that are theirs to resume.
    const mine = rows.filter(
      (row) => orderer.may((person) => mayResume(person, row, policy(), deactivation.rows)) === null,
    )
    if (mine.length === 0) allowed(orderer.may((person) => mayLook(person.roles)))
    return { suspensions: orderer.may((person) => mayLook(person.roles)) === null ? rows : mine }
  })

  app.post('/suspensions/:id/resume', { schema: contract.schema('resume') }, async (request, reply) => {
    const orderer = parts.orderer(request)
    const { id } = request.params as { id: string }
    const { reason, seen } = request.body as { reason: string; seen?: Seen }
    const row = deactivation.rows.get(SUSPENSION, id) as SuspensionRow | undefined
    if (row !== undefined) allowed(orderer.may((person) => mayResume(person, row, policy(), deactivation.rows)))
    const { result } = allowed(
      await deactivation.enact(orderer.order, (rows) =>
        composeResumption(id, { by: orderer.name, reason, seen }, rows),
      ),
    )
    return reply.code(result.state === 'asked' ? 202 : 200).send(result)
  })
}
