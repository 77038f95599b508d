import type { PolicySet } from '../policy/policy-set.ts'
import type { Clause } from './clause-register.ts'
import { SWITCHES } from './switches.ts'

/** Clause id → test files in which a test with its tag ran and passed. */
export type Evidence = Readonly<Record<string, readonly string[]>>

export type ClauseStatus =
  | 'pass'
  | 'configured off'
  | 'attested by people'
  | 'out of reach'
  | 'not built'
  | 'unexplained'

/** What can be claimed of one clause, and why. */
export interface ClauseResult {
  readonly id: string
  readonly says: string
  readonly reach: Clause['reach']
  readonly status: ClauseStatus
  /** The reason of the status in words: what is missing, who attests, which configuration is off. */
  readonly reason: string | null
  readonly tests: readonly string[]
}

/**
 * What this version, under this policy, can honestly say of each clause: from tests that ran and configuration that is in
 * force, so that no claim outruns the code. `unexplained` is an error: neither a test nor a reason.
 */
export function assess(clauses: readonly Clause[], evidence: Evidence, policy: PolicySet): readonly ClauseResult[] {
  return clauses.map((clause) => {
    const tests = evidence[clause.id] ?? []
    return { id: clause.id, says: clause.says, reach: clause.reach, tests, ...judge(clause, tests.length > 0, policy) }
  })
}

function judge(
  clause: Clause,
  isTested: boolean,
  policy: PolicySet,
): { readonly status: ClauseStatus; readonly reason: string | null } {
  const { switch: name, missing, attested, outOfReach } = clause
  // What people sign, and what no gateway reaches, isn't shown by a test of its surroundings.
  if (attested !== undefined) return { status: 'attested by people', reason: attested }
  if (outOfReach !== undefined) return { status: 'out of reach', reason: outOfReach }
  if (isTested && name !== undefined && !SWITCHES[name](policy))
    return { status: 'configured off', reason: `the policy in force doesn’t use ${name}` }
  if (isTested) return { status: 'pass', reason: missing === undefined ? null : `not yet: ${missing}` }
  if (missing !== undefined) return { status: 'not built', reason: missing }
  return { status: 'unexplained', reason: 'neither a test nor a reason' }
}
