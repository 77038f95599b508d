import { storeFacts } from '../policy/stored-facts.ts'
import type { DecidedExchange } from '../policy-operations/turned-decision.ts'
import { type Exchange, slot } from './exchange.ts'

/** What the policy decided about an exchange, for a comparison later: it holds the facts, never the exchange with its body. */
export function decidedExchange(exchange: Exchange): () => DecidedExchange {
  const { id, policy } = exchange
  const facts = slot(exchange, 'facts')
  const decision = slot(exchange, 'decision')
  const refusedFor = decision.kind === 'refuse' ? decision.refusal.code : null
  return () => ({ record: id, facts: storeFacts(policy, facts), refusedFor })
}
