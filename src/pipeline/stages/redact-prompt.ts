import { decodeUtf8Strict, JsonRefusal, parseJsonStrict } from '../../core/json-text.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { slot } from '../exchange.ts'
import { redactExchange } from '../redact-exchange.ts'
import type { RequestStage } from '../stage.ts'
import { agencyOf } from '../value-rules.ts'

/** Clauses MS-29, MS-47: what leaves holds placeholders where the policy redacts; the map stays with this exchange. */
export const redactPrompt: RequestStage = {
  name: 'redact-prompt',
  onFault: 'detector_unavailable',
  run(exchange, { pseudonymKey, detection }) {
    redactExchange(exchange, pseudonymKey, detection.entities(exchange.policy, agencyOf(exchange)))
    const hasChangedKeys = slot(exchange, 'inspection').findings.some((finding) => finding.isKey)
    return hasChangedKeys ? sameKey(slot(exchange, 'forwardable').body) : null
  },
}

/** A placeholder that somebody typed as a key beside one of ours would make two parsers read two documents. */
function sameKey(body: Buffer): Refusal | null {
  try {
    parseJsonStrict(decodeUtf8Strict(body))
    return null
  } catch (error) {
    if (error instanceof JsonRefusal) return refusal(error.code, { rule: 'keys-after-redaction' })
    throw error
  }
}
