import type { PolicySet } from './policy-set.ts'

type Citing = Pick<PolicySet, 'profile' | 'index'>

/**
 * The clauses of this policy among those that a rule cites: one of the other policy is replaced by the one that says the
 * same here, or left out. Where that leaves none, the gateway's own floor is cited as it is.
 */
export function citedClauses(policy: Citing, clauses: readonly string[]): readonly string[] {
  const own = policy.index.ownClauses
  if (clauses.every((clause) => own.includes(clause.slice(0, 2)))) return clauses
  const crosswalk: Readonly<Record<string, string | undefined>> = policy.profile.crosswalk
  const cited = clauses.flatMap((clause) => {
    const here = own.includes(clause.slice(0, 2)) ? clause : crosswalk[clause]
    return here === undefined ? [] : [here]
  })
  return cited.length === 0 ? clauses : [...new Set(cited)]
}

/** The one clause that a refusal cites. */
export function citedClause(policy: Citing, clause: string): string {
  return citedClauses(policy, [clause])[0]!
}
