import { REFUSALS, type Refusal } from '../core/refusal-codes.ts'

/** RFC 9457 problem details: how the governance API says no. The code is the same as on the inference wires. */
export function problemDetails(refused: Refusal, record: string | null, policy: string): Record<string, unknown> {
  return {
    type: `urn:statehouse:refusal:${refused.code}`,
    title: refused.message,
    status: REFUSALS[refused.code].status,
    code: refused.code,
    clause: refused.clause,
    next: refused.next,
    ...(refused.detail === undefined ? {} : { detail: refused.detail }),
    ...(record === null ? {} : { receipt: record }),
    policy,
  }
}

/** Headers that a refusal carries on every route. */
export function refusalHeaders(refused: Refusal): Record<string, string> {
  const entry = REFUSALS[refused.code]
  const headers: Record<string, string> = { 'x-should-retry': entry.retry ? 'true' : 'false', ...refused.headers }
  if (refused.retryAfterSeconds !== undefined) headers['retry-after'] = String(refused.retryAfterSeconds)
  return headers
}
