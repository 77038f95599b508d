import { canonicalJson } from '../core/canonical-json.ts'
import type { Decision } from '../core/decision.ts'
import { decide } from '../policy/decide.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { restoreFacts, type StoredFacts } from '../policy/stored-facts.ts'

/** What a record says of the decision about its exchange. */
export interface RecordedDecision {
  readonly facts?: StoredFacts
  readonly rule?: string
  readonly obliged?: readonly string[]
  readonly steps?: readonly unknown[]
}

export type ExplainedRecord =
  | { readonly kind: 'no-facts' }
  /** `differences` is empty where the decision is the one on record. */
  | { readonly kind: 'decided'; readonly decision: Decision; readonly differences: readonly string[] }

/** Makes a recorded decision again, from the policy that was in force and the facts on record, and compares (MS-55). */
export function explainRecord(policy: PolicySet, recorded: RecordedDecision): ExplainedRecord {
  const facts = recorded.facts === undefined ? null : restoreFacts(policy, recorded.facts)
  if (facts === null) return { kind: 'no-facts' }
  const decision = decide(policy, facts)
  const told = decision.steps.filter(({ result }) => result !== 'pass')
  const obliged = told.map(({ rule }) => rule)
  const expected =
    decision.kind === 'allow'
      ? { rule: decision.rule, obliged: obliged.length === 0 ? undefined : obliged, steps: undefined }
      : { rule: undefined, obliged: undefined, steps: told }
  const differences = (['rule', 'obliged', 'steps'] as const).flatMap((name) => {
    const [made, kept] = [canonicalJson({ of: expected[name] }), canonicalJson({ of: recorded[name] })]
    return made === kept ? [] : [`${name}: recorded ${kept}, made again ${made}`]
  })
  return { kind: 'decided', decision, differences }
}
