import type { Principal } from '../core/principal.ts'
import type { RequestLog } from './request-log.ts'

/** The form that numbers of requests have. */
const NUMBER = /^\d{4}-\d{4,}$/

/**
 * Whether a reference is the number of a request of the caller's agency that is open or waits; null where it has another
 * form, and so names a case of an investigation or of another system (contract: within an open request).
 */
export function namesOpenRequest(
  log: Pick<RequestLog, 'all'>,
  reference: string,
  { agency }: Principal,
): boolean | null {
  const number = reference.trim()
  if (!NUMBER.test(number)) return null
  return log
    .all()
    .some((row) => row.agency === agency && row.number === number && (row.status === 'open' || row.status === 'paused'))
}
