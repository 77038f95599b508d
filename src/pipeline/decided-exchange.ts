import { storeFacts } from '../policy/stored-facts.ts'
import type { DecidedExchange } from '../policy-operations/turned-decision.ts'
import { type Exchange, slot } from './exchange.ts'

/** What the policy decided about an exchange, for a comparison with another policy. */
export function decidedExchange(exchange: Exchange): DecidedExchange {
  const decision = slot(exchange, 'decision')
  return {
    record: exchange.id,
    facts: storeFacts(exchange.policy, slot(exchange, 'facts')),
    refusedFor: decision.kind === 'refuse' ? decision.refusal.code : null,
  }
}
