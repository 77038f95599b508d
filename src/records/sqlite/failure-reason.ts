import type { UnavailableReason } from '../commit/messages.ts'

// Primary result codes, https://sqlite.org/rescode.html
const reasons: Readonly<Record<number, UnavailableReason>> = { 5: 'locked', 6: 'locked', 8: 'read_only', 13: 'full' }

/** Why the database didn't take a batch. Anything unknown is a fault: the writer can't promise what it doesn't understand. */
export function failureReason(error: unknown): UnavailableReason {
  const code = (error as { errcode?: unknown }).errcode
  return typeof code === 'number' ? (reasons[code & 0xff] ?? 'fault') : 'fault'
}

/** Whether the database refused a row because it has one like it. */
export function isDuplicate(error: unknown): boolean {
  // SQLITE_CONSTRAINT_UNIQUE; the primary key of entries is ours and can't collide.
  return (error as { errcode?: unknown }).errcode === 2067
}
