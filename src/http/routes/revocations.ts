import type { FastifyInstance } from 'fastify'
import { BLOCKED, blockedPerson } from '../../core/block.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { REVOKED_ISSUER, REVOKED_SESSION, REVOKED_SUBJECT, type RevocationCause } from '../../core/revocation.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { agencyOf, mayRevoke } from '../../provisioning/authority.ts'
import type { Deactivation } from '../../provisioning/deactivation.ts'
import type { NamedTarget } from '../../provisioning/known-names.ts'
import { composeRevocation } from '../../provisioning/revoke.ts'
import type { Contract } from '../contract.ts'
import { allowed, Refused } from '../governance-api.ts'
import type { OrdererOf } from '../orderer.ts'

export interface DeactivationRouteParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly deactivation: Deactivation
  readonly orderer: OrdererOf
  /** Why what an order names can’t be meant; null where it can, or where no policy is at hand. */
  readonly unknownName: (named: NamedTarget) => Refusal | null
}

/** May see what is in force, beside those who may order it. */
export const MAY_LOOK = ['security-officer', 'cto', 'hr', 'auditor']

/** Clause MO-09: access ends at once: the next call is refused, and open answers are cut. */
export async function revocationRoutes(app: FastifyInstance, parts: DeactivationRouteParts): Promise<void> {
  const { contract, policy, deactivation } = parts

  app.post('/revocations', { schema: contract.schema('revoke') }, async (request, reply) => {
    const orderer = parts.orderer(request)
    const asked = request.body as {
      issuer: string
      subject?: string
      issued_before?: string
      cause?: RevocationCause
      reason: string
    }
    const { issuer, subject = null, issued_before, cause = 'other', reason } = asked
    allowed(orderer.may((person) => mayRevoke(person, { issuer, subject }, policy(), deactivation.rows)))
    allowed(parts.unknownName({ target: 'issuer', value: issuer }))
    const before = issued_before === undefined ? null : Math.floor(Date.parse(issued_before) / 1000)
    const { result, cut } = allowed(
      await deactivation.enact(orderer.order, (rows, now) =>
        composeRevocation({ issuer, subject, before, cause, reason }, rows, now),
      ),
    )
    return reply.code(201).send({ ...result, cut })
  })

  app.get('/revocations', { schema: contract.schema('listRevocations') }, async (request) => {
    const orderer = parts.orderer(request)
    allowed(orderer.may((person) => mayLook(person.roles)))
    const { actor } = orderer.order
    /** Another agency's people aren't there. */
    const isShown = (person: string): boolean => {
      const agency = agencyOf(person, deactivation.rows)
      return typeof actor === 'string' || agency === null || agency === actor.agency
    }
    const rowsOf = (kind: string, personOf: (key: string) => string = (key) => key): unknown[] =>
      [...deactivation.rows.all(kind)]
        .filter(([key]) => isShown(personOf(key)))
        .map(([key, value]) => ({ key, ...(value as object) }))
    return {
      subjects: rowsOf(REVOKED_SUBJECT),
      issuers: rowsOf(REVOKED_ISSUER),
      sessions: rowsOf(REVOKED_SESSION),
      blocked: rowsOf(BLOCKED, blockedPerson),
    }
  })
}

export function mayLook(roles: readonly string[]) {
  if (roles.some((role) => MAY_LOOK.includes(role))) return null
  return new Refused('audience_not_granted', {
    clause: 'MO-24',
    rule: 'may-look',
    message: 'Your roles don’t include seeing whose access has ended.',
    next: 'Ask the security officer.',
  }).refusal
}
