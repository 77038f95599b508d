import { refusal } from '../../core/refusal-codes.ts'
import { slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Clauses MS-08, MO-22: use is bounded, and parallel calls can't overspend together. */
export const reserveQuota: RequestStage = {
  name: 'reserve-quota',
  onFault: 'record_unavailable',
  run(exchange, { quotas }) {
    const taken = quotas.reserve(exchange.policy, {
      principal: slot(exchange, 'principal'),
      system: slot(exchange, 'system').id,
      purpose: slot(exchange, 'declarations').purpose.id,
      promptCharacters: slot(exchange, 'inspection').coverage.characters,
    })
    if (taken.kind === 'reserved') {
      exchange.reservation = taken.reservation
      return null
    }
    return refusal('quota_exceeded', {
      rule: `quota:${taken.limit.id}`,
      clause: taken.limit.clauses[0] ?? 'MO-22',
      message: `The daily limit of ${taken.what} is used up.`,
      retryAfterSeconds: taken.retryAfterSeconds,
    })
  },
}
