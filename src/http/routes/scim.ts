import type { FastifyInstance } from 'fastify'
import { decodeUtf8Strict, JsonRefusal, parseJsonStrict, valueOf } from '../../core/json-text.ts'
import { StoreUnavailable } from '../../core/ports.ts'
import type { Deactivation } from '../../provisioning/deactivation.ts'
import { RESOURCE_TYPES, SCHEMAS, SERVICE_PROVIDER_CONFIG } from '../../provisioning/scim/discovery.ts'
import { listResponse } from '../../provisioning/scim/lists.ts'
import { invalid, ScimError, scimErrorBody } from '../../provisioning/scim/scim-error.ts'
import type { ScimSource } from '../../provisioning/scim/source.ts'
import type { Contract } from '../contract.ts'
import { scimGroupRoutes } from './scim-groups.ts'
import { type ScimRoutes, sourceOf } from './scim-request.ts'
import { scimUserRoutes } from './scim-users.ts'

export interface ScimParts {
  readonly contract: Contract
  readonly deactivation: Deactivation
  readonly clock: { now(): number }
  readonly newId: () => string
  /** Whose credential it is; null: nobody's. */
  readonly sourceOf: (credential: string) => ScimSource | null
  readonly publicUrl: string
}

const TYPE = 'application/scim+json'

/**
 * SCIM 2.0 (RFC 7643, RFC 7644): a directory tells who has left (clause MO-09). It may take any right away and gives none:
 * it deactivates accounts, and empties groups that roles depend on; roles themselves come from tokens.
 */
export async function scimRoutes(app: FastifyInstance, parts: ScimParts): Promise<void> {
  const { deactivation, clock } = parts
  app.decorateRequest('scim', null)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser([TYPE, 'application/json'], { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, valueOf(parseJsonStrict(decodeUtf8Strict(body as Buffer))))
    } catch (error) {
      done(
        error instanceof JsonRefusal
          ? invalid('invalidSyntax', 'The body is not JSON with unique keys.')
          : (error as Error),
      )
    }
  })
  app.addHook('onRequest', async (request, reply) => {
    const credential = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    request.scim = credential === undefined ? null : parts.sourceOf(credential)
    if (request.scim !== null) return
    reply.header('www-authenticate', 'Bearer realm="statehouse-scim"')
    throw new ScimError(401, null, 'The credential is not one of a directory that provisions accounts here.')
  })
  app.setErrorHandler(async (error, request, reply) => {
    const shown = scimErrorOf(error)
    if (shown.status === 500)
      request.log.error({ event: 'scim.fault', fault: error instanceof Error ? error.name : typeof error })
    return reply
      .code(shown.status)
      .type(TYPE)
      .send(JSON.stringify(scimErrorBody(shown)))
  })
  app.addHook('preSerialization', async (_request, reply, payload) => {
    reply.type(TYPE)
    return payload
  })

  const routes: ScimRoutes = {
    ...parts,
    base: `${parts.publicUrl}/scim/v2`,
    async change(request, compose) {
      const source = sourceOf(request)
      const order = { signal: 'scim', at: clock.now(), actor: `scim:${source.id}` } as const
      const outcome = await deactivation.enact(order, (rows, now) => compose(source, rows, now))
      if ('code' in outcome) throw new ScimError(400, 'invalidValue', outcome.message)
      return outcome.result
    },
  }
  app.get('/ServiceProviderConfig', async () => SERVICE_PROVIDER_CONFIG)
  app.get('/ResourceTypes', async () => listResponse(RESOURCE_TYPES, {}, (one) => one))
  app.get('/Schemas', async () => listResponse(SCHEMAS, {}, (one) => one))
  scimUserRoutes(app, routes)
  scimGroupRoutes(app, routes)
}

function scimErrorOf(error: unknown): ScimError {
  if (error instanceof ScimError) return error
  if (error instanceof StoreUnavailable)
    return new ScimError(503, null, 'The change could not be recorded, so it was not made.')
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 413) return new ScimError(413, null, 'The body is too large.')
  if (status === 415) return new ScimError(415, null, `Send ${TYPE}.`)
  if (status >= 400 && status < 500) return invalid('invalidSyntax', 'The request is not one that this service takes.')
  return new ScimError(500, null, 'The change was not made.')
}
