import { createAnswerBudget, promptTokensOf } from '../answer-budget.ts'
import { slot } from '../exchange.ts'
import { quotaRefusal } from '../quota-refusal.ts'
import type { RequestStage } from '../stage.ts'

/** Clauses MS-08, MO-22: use is bounded, and parallel calls can't overspend together. */
export const reserveQuota: RequestStage = {
  name: 'reserve-quota',
  onFault: 'record_unavailable',
  run(exchange, { quotas }) {
    const model = slot(exchange, 'model')
    const taken = quotas.reserve(exchange.policy, {
      principal: slot(exchange, 'principal'),
      system: slot(exchange, 'system').id,
      purpose: slot(exchange, 'declarations').purpose.id,
      price: model.price ?? null,
      tokens: {
        input: promptTokensOf(slot(exchange, 'inspection').coverage.characters),
        output: slot(exchange, 'reading').facts.answerTokensMax ?? model.answerTokensMax,
      },
    })
    if (taken.kind === 'refused') return quotaRefusal(taken)
    exchange.reservation = taken.reservation
    exchange.budget = createAnswerBudget(exchange.policy, quotas, taken.reservation)
    return null
  },
}
