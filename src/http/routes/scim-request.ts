import type { FastifyRequest } from 'fastify'
import type { StateRows } from '../../core/state-rows.ts'
import type { Composed, Deactivation } from '../../provisioning/deactivation.ts'
import type { ListQuery } from '../../provisioning/scim/lists.ts'
import type { ScimSource } from '../../provisioning/scim/source.ts'
import { type Attributes, attributesOf } from '../../provisioning/scim/value.ts'
import type { Contract } from '../contract.ts'

declare module 'fastify' {
  interface FastifyRequest {
    scim: ScimSource | null
  }
}

/** What the routes of users and groups share. */
export interface ScimRoutes {
  readonly contract: Contract
  readonly deactivation: Deactivation
  readonly newId: () => string
  /** Where the routes are, as directories name them. */
  readonly base: string
  /** Carries a change out for the request's directory; throws `ScimError`. */
  change<T extends object>(
    request: FastifyRequest,
    compose: (source: ScimSource, rows: StateRows, now: number) => Composed<T>,
  ): Promise<T>
}

/** Query and paging; the filter is the routes' own. */
export type ScimQuery = ListQuery & { readonly filter?: string }

/** The directory whose credential the request came with. */
export function sourceOf({ scim }: FastifyRequest): ScimSource {
  if (scim === null) throw new Error('route outside of SCIM')
  return scim
}

export function bodyOf(request: FastifyRequest): Attributes {
  return attributesOf(request.body, 'The body')
}
