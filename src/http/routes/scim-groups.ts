import type { FastifyInstance } from 'fastify'
import { groupResource, type ScimGroup } from '../../provisioning/scim/group.ts'
import {
  createGroup,
  deleteGroup,
  groupById,
  membersOf,
  patchGroup,
  replaceGroup,
} from '../../provisioning/scim/groups.ts'
import { listResponse, shaped } from '../../provisioning/scim/lists.ts'
import { findGroups } from '../../provisioning/scim/search.ts'
import { bodyOf, type ScimQuery, type ScimRoutes, sourceOf } from './scim-request.ts'

type Id = { id: string }

export function scimGroupRoutes(
  app: FastifyInstance,
  { contract, deactivation, newId, base, change }: ScimRoutes,
): void {
  const resource = (group: ScimGroup): Record<string, unknown> =>
    groupResource(group, membersOf(group.id, deactivation.rows), base)

  app.get('/Groups', { schema: contract.schema('listScimGroups') }, async (request) => {
    const { filter, ...query } = request.query as ScimQuery
    return listResponse(findGroups(filter, sourceOf(request), deactivation.rows), query, resource)
  })
  app.post('/Groups', async (request, reply) => {
    const body = bodyOf(request)
    const group = await change(request, (source, rows, now) => createGroup(newId(), body, source, rows, now))
    return reply.code(201).header('location', `${base}/Groups/${group.id}`).send(resource(group))
  })
  app.get('/Groups/:id', { schema: contract.schema('getScimGroup') }, async (request) => {
    const group = groupById((request.params as Id).id, sourceOf(request), deactivation.rows)
    return shaped(resource(group), request.query as ScimQuery)
  })
  app.put('/Groups/:id', async (request) => {
    const { id } = request.params as Id
    const body = bodyOf(request)
    return resource(await change(request, (source, rows, now) => replaceGroup(id, body, source, rows, now)))
  })
  app.patch('/Groups/:id', async (request) => {
    const { id } = request.params as Id
    const body = bodyOf(request)
    return resource(await change(request, (source, rows, now) => patchGroup(id, body, source, rows, now)))
  })
  app.delete('/Groups/:id', async (request, reply) => {
    const { id } = request.params as Id
    await change(request, (source, rows) => deleteGroup(id, source, rows))
    return reply.code(204).send()
  })
}
