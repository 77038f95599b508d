import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { suspensionScope, suspensionsInForce } from '../../core/suspension.ts'
import { slot } from '../../pipeline/exchange.ts'
import type { Gateway } from '../../pipeline/gateway.ts'
import { visibleModels } from '../../policy/visible-models.ts'
import { modelsBody } from '../../wires/openai-models.ts'
import { arrivalOf } from '../exchange-routes.ts'

/** `GET /v1/models`: only what this caller may use. Nothing reaches an upstream, so nothing is recorded but a refusal. */
export async function modelRoutes(
  app: FastifyInstance,
  { gateway, clock, state }: { gateway: Gateway; clock: Clock; state: StateRows },
): Promise<void> {
  app.get('/v1/models', async (request, reply) => {
    const exchange = gateway.open(arrivalOf(request), null)
    const refused = await gateway.admit(exchange)
    if (refused) {
      const { status, headers, body } = gateway.format.refuse(exchange, await gateway.refused(exchange, refused))
      return reply.code(status).headers(headers).send(body)
    }
    gateway.drop(exchange)
    const principal = slot(exchange, 'principal')
    const now = clock.now()
    const models = visibleModels(exchange.policy, principal, now).filter(
      ({ system }) => suspensionsInForce(state, suspensionScope(principal, system), now).length === 0,
    )
    return modelsBody(models.map(({ id, created, system }) => ({ id, created, owner: system.vendor.name })))
  })
}
