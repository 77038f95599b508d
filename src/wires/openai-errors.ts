import type { Refusal } from '../core/refusal-codes.ts'
import { REFUSALS } from '../core/refusal-codes.ts'
import { writeEvent } from './event-stream.ts'
import type { ErrorReceipt, ErrorShape } from './wire.ts'

export { passUpstreamError } from './openai-upstream-error.ts'

/** OpenAI's word for a kind of error; its SDKs choose their error class by status and show this beside it. */
const TYPES: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
}

/**
 * Refusals and failures as OpenAI writes them. `unnamed`: an error in a stream is `data: {"error": …}`, as on chat and
 * completions. `named`: it is `event: error`, as on Responses; that event holds its fields twice, flat as the API reference
 * has them and nested as the service sends them, since the SDKs read one or the other. It isn't `response.failed`, which
 * the SDKs hand on as an ordinary event with a whole response in it: a program that only awaits the text would go on.
 */
export function openaiErrors(events: 'unnamed' | 'named'): ErrorShape {
  return {
    body: (refusal, receipt) => ({ error: errorOf(refusal, receipt) }),
    event(refusal, receipt) {
      const error = errorOf(refusal, receipt)
      const disclosure = receipt.disclosure === undefined ? {} : { ai_disclosure: receipt.disclosure }
      if (events === 'unnamed') return writeEvent({ data: JSON.stringify({ error, ...disclosure }) }).toString()
      const { message, code, param } = error
      const flat = { type: 'error', sequence_number: receipt.sequence ?? 0, code, message, param, error, ...disclosure }
      return writeEvent({ name: 'error', data: JSON.stringify(flat) }).toString()
    },
  }
}

function errorOf(refusal: Refusal, receipt: ErrorReceipt) {
  const { status } = REFUSALS[refusal.code]
  const error = {
    message: refusal.message,
    type: typeOf(refusal.code, status),
    param: refusal.detail ?? null,
    code: refusal.code,
  }
  // Whoever isn't known yet learns nothing of policy.
  if (status === 401) return { ...error, param: null }
  return {
    ...error,
    clause: refusal.clause,
    receipt: { record: receipt.record, rule: refusal.rule, policy: receipt.policy },
    next: refusal.next,
  }
}

function typeOf(code: Refusal['code'], status: number): string {
  if (code === 'quota_exceeded') return 'insufficient_quota'
  return TYPES[status] ?? (status >= 500 ? 'server_error' : 'invalid_request_error')
}
