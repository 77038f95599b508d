import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import { refusal } from '../../core/refusal-codes.ts'
import { type ExchangeRegistry, Interruption } from '../../core/registry.ts'
import { REVOKED_ISSUER, REVOKED_SUBJECT } from '../../core/revocation.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'

/** Who may end somebody's access; a unit leader's own people come with the console. */
const MAY_REVOKE = ['security-officer', 'hr', 'cto']

export interface RevocationParts {
  readonly contract: Contract
  readonly ledger: Ledger
  readonly registry: ExchangeRegistry
  readonly clock: Clock
  /** Drops verified tokens from memory. */
  readonly forget: () => void
}

/** Clause MO-09: access ends at once: the next call is refused, and open answers are cut. */
export async function revocationRoutes(app: FastifyInstance, parts: RevocationParts): Promise<void> {
  app.post('/revocations', { schema: parts.contract.schema('revoke') }, async (request, reply) => {
    const caller = callerOf(request)
    if (!caller.roles.some((role) => MAY_REVOKE.includes(role))) {
      throw new Refused('audience_not_granted', {
        clause: 'MO-24',
        rule: 'may-revoke',
        message: 'Your roles don’t include revoking access.',
        next: 'Ask the security officer or HR.',
      })
    }
    const { issuer, subject, reason } = request.body as { issuer: string; subject?: string; reason: string }
    const before = Math.floor(parts.clock.now() / 1000)
    const kind = subject === undefined ? REVOKED_ISSUER : REVOKED_SUBJECT
    const key = subject === undefined ? issuer : `${issuer}|${subject}`
    await parts.ledger.write({
      type: 'admin',
      agency: caller.agency,
      actor: caller,
      meta: { action: 'revoke', issuer, subject: subject ?? null, before, reason },
      state: [{ kind, key, value: { before, reason } }],
    })
    parts.forget()
    const why = new Interruption('revoked', refusal('credential_revoked'))
    const cut = parts.registry.interrupt(
      (open) => (subject === undefined ? open.subject?.startsWith(`${issuer}|`) === true : open.subject === key),
      why,
    )
    return reply.code(201).send({ issuer, subject: subject ?? null, before, cut })
  })
}
