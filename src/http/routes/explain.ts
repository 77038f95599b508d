import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import type { Principal } from '../../core/principal.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type ReadFacts, readFacts } from '../../policy/read-facts.ts'
import { receiptOf } from '../../policy/receipt.ts'
import { THOROUGH } from '../../policy/way-out.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'
import { askOwn } from '../own-question.ts'

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
    const now = clock.now()
    if (principal === undefined) return receiptFor(policy, askOwn({ policy, rows: ledger.state, now }, caller, asked))
    if (!caller.roles.includes('auditor'))
      throw new Refused('audience_not_granted', {
        clause: 'MS-10',
        rule: 'explain-others',
        message: 'Only auditors may ask about others.',
        next: 'Leave principal out to ask about yourself.',
      })
    const meta = { action: 'explain', about: agencyOf(principal) }
    await ledger.write({ type: 'access', agency: caller.agency, actor: caller, meta })
    return receiptFor(policy, readFacts(policy, { now: new Date(now).toISOString(), ...asked, principal }))
  })
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
