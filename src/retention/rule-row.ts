import type { RetentionTerms } from '../core/retention-period.ts'

/** State kind of retention rules: every version that was ever in force, by its name `series@version`. */
export const RETENTION_RULE = 'retention-rule'

/** A version of a series' rule. Once written down it never changes. */
export interface RuleRow extends RetentionTerms {
  readonly rule: string
  readonly series: string
  readonly version: number
  readonly action: string
  /** Authority that a disposition cites. */
  readonly citation: string
  readonly schedule: string | null
  /** Milliseconds since the epoch: from when it was in force. */
  readonly since: number
}

/**
 * A rule's entry is written a moment after it is said to be in force, and a verifier goes by the entry: records made in between
 * are under both versions.
 */
const OVERLAP_MS = 10_000

/**
 * The versions that a record made at an instant is under: the one in force then and every later one. A shorter rule therefore
 * never shortens what exists (records.md 2.9).
 */
export function rulesFor(rules: readonly RuleRow[], series: string, createdAt: number): RuleRow[] {
  const own = rules.filter((rule) => rule.series === series).toSorted((a, b) => a.version - b.version)
  return own.filter((_rule, at) => own[at + 1] === undefined || own[at + 1]!.since + OVERLAP_MS > createdAt)
}
