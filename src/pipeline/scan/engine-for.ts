import type { PolicySet } from '../../policy/policy-set.ts'
import type { RedactionEngine } from '../../redaction/engine.ts'
import { type EngineDefinition, engineOf } from '../../redaction/engine-definition.ts'
import type { ValueList } from '../../redaction/lists/list-form.ts'
import type { Recognizer } from '../../redaction/scan.ts'

/** The engine that reads an agency's texts under a policy, and what it was made of. */
export interface OwnEngine {
  readonly engine: RedactionEngine
  readonly definition: EngineDefinition
  /** Names the definition: equal ones read every text the same. */
  readonly key: string
}

/** Gives each policy and agency its engine; most share one. An engine lives as long as the policy it was made for. */
export function createEngines(
  listKey: Uint8Array | null,
  more: readonly Recognizer[] = [],
): (policy: PolicySet, agency: string) => OwnEngine {
  const known = new WeakMap<PolicySet, Map<string, OwnEngine>>()
  return (policy, agency) => {
    const ofPolicy = known.get(policy) ?? new Map<string, OwnEngine>()
    known.set(policy, ofPolicy)
    const found = ofPolicy.get(agency)
    if (found !== undefined) return found
    const definition = definitionFor(policy, agency, listKey)
    const { recognizers, deny, allow } = definition
    const key = JSON.stringify([recognizers, deny, allow])
    const same = [...ofPolicy.values()].find((other) => other.key === key)
    const own = same ?? { engine: engineOf(definition, more), definition, key }
    ofPolicy.set(agency, own)
    return own
  }
}

/** What a policy says for one agency, as plain values. */
export function definitionFor(policy: PolicySet, agency: string, listKey: Uint8Array | null): EngineDefinition {
  const { recognizers, deny, allow } = policy.recognizers
  const lists = (rows: typeof deny): ValueList[] =>
    rows.filter(isFor(agency)).map(({ entity, values, digests }) => ({ entity, values, digests }))
  return {
    recognizers: recognizers
      .filter(isFor(agency))
      .map(({ id, entity, pattern, ignoreCase, labels, antiLabels, checks, score }) => {
        return { id, entity, pattern, ignoreCase, labels, antiLabels, checks, score }
      }),
    deny: lists(deny),
    allow: lists(allow),
    listKey,
  }
}

/** Whether a row of a policy is for an agency; one that names none is for all. */
export function isFor(agency: string): (row: { readonly agencies?: readonly string[] | undefined }) => boolean {
  return ({ agencies }) => agencies === undefined || agencies.includes(agency)
}
