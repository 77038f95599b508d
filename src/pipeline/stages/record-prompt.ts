import { StoreUnavailable } from '../../core/ports.ts'
import { refusal } from '../../core/refusal-codes.ts'
import type { RequestStage } from '../stage.ts'
import { undeclaredDecision } from '../undeclared-decision.ts'

/** Clause MS-64: the prompt's record is durable before a byte of it leaves, or it doesn't leave. */
export const recordPrompt: RequestStage = {
  name: 'record-prompt',
  onFault: 'record_unavailable',
  async run(exchange, { recorder }) {
    const hint = undeclaredDecision(exchange)
    if (hint !== null) exchange.hint = hint
    try {
      await recorder.prompt(exchange)
      return null
    } catch (error) {
      if (error instanceof StoreUnavailable) return refusal('record_unavailable', { retryAfterSeconds: 1 })
      throw error
    }
  },
}
