import type { FastifyInstance } from 'fastify'
import { classCeilingOf } from '../../core/device-posture.ts'
import type { Clock } from '../../core/ids.ts'
import type { Principal } from '../../core/principal.ts'
import { suspensionScope, suspensionsInForce } from '../../core/suspension.ts'
import type { Facts } from '../../policy/facts.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type ReadFacts, readAsked, readFacts } from '../../policy/read-facts.ts'
import { receiptOf } from '../../policy/receipt.ts'
import { THOROUGH } from '../../policy/way-out.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'

export interface ExplainParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly clock: Clock
}

/** Clauses MS-31, MS-43: what the policy would answer, and why: to anybody about themselves, to auditors about others. */
export async function explainRoutes(app: FastifyInstance, parts: ExplainParts): Promise<void> {
  const { contract, ledger, clock } = parts
  app.post('/decisions/explain', { schema: contract.schema('explainDecision') }, async (request) => {
    const caller = callerOf(request)
    const policy = parts.policy()
    const { principal, ...asked } = request.body as { principal?: unknown }
    const question = { now: new Date(clock.now()).toISOString(), ...asked }
    if (principal === undefined) return receiptFor(policy, withState(readAsked(policy, caller, question)))
    if (!caller.roles.includes('auditor'))
      throw new Refused('audience_not_granted', {
        clause: 'MS-10',
        rule: 'explain-others',
        message: 'Only auditors may ask about others.',
        next: 'Leave principal out to ask about yourself.',
      })
    const meta = { action: 'explain', about: agencyOf(principal) }
    await ledger.write({ type: 'access', agency: caller.agency, actor: caller, meta })
    return receiptFor(policy, readFacts(policy, { ...question, principal }))
  })

  /** Emergency stops and the posture of the caller's device hold for the answer too. */
  function withState(read: ReadFacts): ReadFacts {
    return read.kind === 'facts' ? { kind: 'facts', facts: { ...read.facts, ...inForce(read.facts) } } : read
  }

  function inForce({ principal, system, purpose }: Facts): Pick<Facts, 'suspensions' | 'classCeiling'> {
    return {
      suspensions: suspensionsInForce(ledger.state, suspensionScope(principal, system, purpose.id), clock.now()),
      classCeiling: classCeilingOf(principal, ledger.state),
    }
  }
}

function receiptFor(policy: PolicySet, read: ReadFacts): unknown {
  switch (read.kind) {
    case 'facts':
      return receiptOf(policy, read.facts, THOROUGH)
    case 'refuse':
      throw Object.assign(new Refused(read.refusal.code), { refusal: read.refusal })
    case 'wrong':
      throw new Refused('malformed_body', { rule: 'explain', message: `${read.problems.join('; ')}.` })
  }
}

function agencyOf(principal: unknown): string {
  const { agency } = (principal ?? {}) as Partial<Principal>
  return typeof agency === 'string' ? agency.slice(0, 100) : ''
}
