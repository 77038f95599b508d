import type { PolicySet } from '#src/policy/policy-set.ts'

export type Changeable<T> = T extends object ? { -readonly [K in keyof T]: Changeable<T[K]> } : T

/** A copy of a policy with something in it changed; what named the same object before still does. */
export function changed(policy: PolicySet, change: (copy: Changeable<PolicySet>) => void): PolicySet {
  const copy = structuredClone(policy)
  change(copy as Changeable<PolicySet>)
  return copy
}
