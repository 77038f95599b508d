import type { UnavailableReason } from '../commit/messages.ts'

/** Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html that say more than that something failed. */
const reasons: Readonly<Record<string, UnavailableReason>> = {
  '25006': 'read_only',
  '40001': 'locked',
  '40P01': 'locked',
  '53100': 'full',
  '55P03': 'locked',
  '57014': 'slow',
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** Why the database didn't take a batch. Anything unknown is a fault: the writer can't promise what it doesn't understand. */
export function failureReason(error: unknown): UnavailableReason {
  return reasons[codeOf(error)] ?? (isConnectionLost(error) ? 'lost' : 'fault')
}

/** Whether the connection is gone, or the server is about to drop it: nothing more can be asked through it. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error)
  if (/^(08|57P0|25P0[34])/.test(code) || /^E[A-Z]+$/.test(code)) return true
  return code === '' && error instanceof Error && /connection|timeout exceeded|not queryable/i.test(error.message)
}

/** Whether the database refused a row because it has one like it. */
export function isDuplicate(error: unknown): boolean {
  return codeOf(error) === '23505'
}
