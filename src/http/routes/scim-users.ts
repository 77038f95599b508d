import type { FastifyInstance } from 'fastify'
import { listResponse, shaped } from '../../provisioning/scim/lists.ts'
import { findUsers } from '../../provisioning/scim/search.ts'
import { userResource } from '../../provisioning/scim/user.ts'
import { createUser, deleteUser, patchUser, replaceUser, userById } from '../../provisioning/scim/users.ts'
import { bodyOf, type ScimQuery, type ScimRoutes, sourceOf } from './scim-request.ts'

type Id = { id: string }

export function scimUserRoutes(
  app: FastifyInstance,
  { contract, deactivation, newId, base, change }: ScimRoutes,
): void {
  app.get('/Users', { schema: contract.schema('listScimUsers') }, async (request) => {
    const { filter, ...query } = request.query as ScimQuery
    return listResponse(findUsers(filter, sourceOf(request), deactivation.rows), query, (user) =>
      userResource(user, base),
    )
  })
  app.post('/Users', async (request, reply) => {
    const body = bodyOf(request)
    const user = await change(request, (source, rows, now) => createUser(newId(), body, source, rows, now))
    return reply.code(201).header('location', `${base}/Users/${user.id}`).send(userResource(user, base))
  })
  app.get('/Users/:id', { schema: contract.schema('getScimUser') }, async (request) => {
    const user = userById((request.params as Id).id, sourceOf(request), deactivation.rows)
    return shaped(userResource(user, base), request.query as ScimQuery)
  })
  app.put('/Users/:id', async (request) => {
    const { id } = request.params as Id
    const body = bodyOf(request)
    return userResource(await change(request, (source, rows, now) => replaceUser(id, body, source, rows, now)), base)
  })
  app.patch('/Users/:id', async (request) => {
    const { id } = request.params as Id
    const body = bodyOf(request)
    return userResource(await change(request, (source, rows, now) => patchUser(id, body, source, rows, now)), base)
  })
  app.delete('/Users/:id', async (request, reply) => {
    const { id } = request.params as Id
    await change(request, (source, rows, now) => deleteUser(id, source, rows, now))
    return reply.code(204).send()
  })
}
