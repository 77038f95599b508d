import type { PolicySet } from '../policy/policy-set.ts'
import type { Entity } from '../redaction/recognizer.ts'

/** What follows from a policy and a list of entities alone, worked out once for each: a policy is frozen, a list too. */
export function perPolicy<T>(
  work: (policy: PolicySet, entities: readonly Entity[]) => T,
): (policy: PolicySet, entities: readonly Entity[]) => T {
  const known = new WeakMap<PolicySet, { readonly entities: readonly Entity[]; readonly result: T }>()
  return function lookUp(policy, entities) {
    const last = known.get(policy)
    if (last?.entities === entities) return last.result
    const result = work(policy, entities)
    known.set(policy, { entities, result })
    return result
  }
}
