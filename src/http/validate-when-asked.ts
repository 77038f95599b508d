import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify'

/** Parts of a request and their schemas, in the order in which Fastify itself holds them against each other. */
const PARTS = [
  ['params', 'params'],
  ['body', 'body'],
  ['query', 'querystring'],
] as const

/**
 * Has a route's validators compiled when it is first asked. All of them at once were a third of a gateway's start, and most
 * routes of most gateways are asked seldom. What they accept, and what they say of the rest, is Fastify's own.
 */
export function validateWhenAsked(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.schema === undefined) return
    const { params, body, querystring, ...others } = route.schema
    const asked: FastifySchema = { params, body, querystring }
    route.schema = others
    const hold = (request: FastifyRequest, _reply: unknown, done: (fault?: Error) => void): void =>
      done(faultOf(request, asked))
    route.preValidation = [...[route.preValidation ?? []].flat(), hold]
  })
}

function faultOf(request: FastifyRequest, schemas: FastifySchema): Error | undefined {
  for (const [part, name] of PARTS) {
    const schema = schemas[name] as Record<string, unknown> | undefined
    if (schema === undefined) continue
    const holds = request.compileValidationSchema(schema, name)
    if (holds(request[part] ?? null)) continue
    const validation = holds.errors ?? []
    const message = validation.map(({ instancePath, message }) => `${name}${instancePath} ${message}`).join(', ')
    return Object.assign(new Error(message), {
      statusCode: 400,
      code: 'FST_ERR_VALIDATION',
      validation,
      validationContext: name,
    })
  }
  return undefined
}
