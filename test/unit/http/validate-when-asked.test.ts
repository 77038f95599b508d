import Fastify, { type FastifyInstance, type FastifySchema } from 'fastify'
import { expect, test } from 'vitest'
import { readContract } from '#src/http/contract.ts'
import { validateWhenAsked } from '#src/http/validate-when-asked.ts'

const SCHEMA: FastifySchema = {
  params: { type: 'object', properties: { id: { type: 'string', maxLength: 3 } } },
  body: { type: 'object', required: ['reason'], properties: { reason: { type: 'string', minLength: 1 } } },
  querystring: { type: 'object', additionalProperties: false, properties: { limit: { type: 'integer' } } },
}

function server(when: (app: FastifyInstance) => void): FastifyInstance {
  const app = Fastify({ ajv: { customOptions: { removeAdditional: false } } })
  when(app)
  app.post('/things/:id', { schema: SCHEMA }, async ({ params, body, query }) => ({ params, body, query }))
  return app
}

test.each<[string, string, object | null]>([
  ['what fits, its numbers read', '/things/a?limit=7', { reason: 'x' }],
  ['a part of the path', '/things/abcd', { reason: 'x' }],
  ['no body', '/things/a', null],
  ['a body that lacks something', '/things/a', {}],
  ['a body of another kind', '/things/a', [1]],
  ['a query that nobody asked for', '/things/a?other=1', { reason: 'x' }],
  ['a query of another kind', '/things/a?limit=many', { reason: 'x' }],
])('a request is answered as where validators were compiled at the start: %s', async (_, url, payload) => {
  const answers = await Promise.all(
    [server(validateWhenAsked), server(() => {})].map(async (app) => {
      const { statusCode, body } = await app.inject({ method: 'POST', url, ...(payload === null ? {} : { payload }) })
      return [statusCode, body]
    }),
  )
  expect(answers[0]).toEqual(answers[1])
})

test('every operation of the contract has schemas that compile', async () => {
  const contract = readContract(new URL('../../../openapi.yaml', import.meta.url))
  const paths = contract.document['paths'] as Record<string, Record<string, { operationId?: string }>>
  const operations = Object.values(paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
  )
  const app = Fastify()
  for (const id of operations) app.post(`/${id}`, { schema: contract.schema(id) }, async () => null)
  await app.ready()
  expect(operations.length).toBeGreaterThan(100)
})
