import { StoreUnavailable } from '../../core/ports.ts'
import { refusal } from '../../core/refusal-codes.ts'
import type { RequestStage } from '../stage.ts'

/** Clause MS-64: the prompt's record is durable before a byte of it leaves, or it doesn't leave. */
export const recordPrompt: RequestStage = {
  name: 'record-prompt',
  onFault: 'record_unavailable',
  async run(exchange, { recorder }) {
    try {
      await recorder.prompt(exchange)
      return null
    } catch (error) {
      if (error instanceof StoreUnavailable) return refusal('record_unavailable', { retryAfterSeconds: 1 })
      throw error
    }
  },
}
