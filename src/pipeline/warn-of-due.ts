import type { Clock } from '../core/ids.ts'
import { dueList } from '../policy/due-list.ts'
import type { PolicySet } from '../policy/policy-set.ts'

const DAY_MS = 86_400_000

interface Log {
  warn(line: Readonly<Record<string, unknown>>): void
}

/**
 * Writes a log line for everything that runs out within 60 days: now, and once a day from then on. Returns what ends it.
 */
export function warnOfDue(policy: () => PolicySet, clock: Clock, log: Log): () => void {
  const tell = (): void => {
    for (const { kind, what, owner, dueAt, stage, clauses } of dueList(policy(), clock.now())) {
      log.warn({ event: 'policy.due', kind, what, owner, due: new Date(dueAt).toISOString(), stage, clauses })
    }
  }
  tell()
  const timer = setInterval(tell, DAY_MS).unref()
  return () => clearInterval(timer)
}
