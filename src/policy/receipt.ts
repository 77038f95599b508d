import type { Decision, Obligations, ReceiptStep } from '../core/decision.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { clientOf } from './clients.ts'
import { effectiveClass, floorOf } from './data-class.ts'
import { decide } from './decide.ts'
import type { Facts } from './facts.ts'
import { placeOf } from './places.ts'
import type { PolicySet } from './policy-set.ts'
import { wayOut } from './way-out.ts'

/** A decision with everything that somebody needs to understand it, and to change what it rests on. */
export interface Receipt {
  readonly decision: Decision['kind']
  /** The rule that allowed or refused. */
  readonly rule: string
  readonly refusal: Refusal | null
  readonly policy: { readonly version: string; readonly digest: string }
  readonly facts: {
    readonly system: string
    readonly model: string
    readonly unit: string
    readonly agency: string
    readonly roles: readonly string[]
    readonly subjectType: string
    readonly client: string
    readonly purpose: string | null
    readonly purposeFrom: string
    readonly dataClass: string
    readonly classFrom: string
  }
  /** `at`: file and line of the policy row that the step rests on. */
  readonly steps: readonly (ReceiptStep & { readonly at: string | null })[]
  readonly obligations: Obligations | null
  /** What can lawfully be done so that the answer is allow, in order; empty when it is, null when nothing was found. */
  readonly wouldChange: readonly string[] | null
}

/** Asks the policy, and tells the whole answer. */
export function receiptOf(policy: PolicySet, facts: Facts, decisionsMax: number): Receipt {
  const decision = decide(policy, facts)
  const { principal, system, model, purpose } = facts
  const known = purpose.id === null ? null : (policy.purposes[purpose.id] ?? null)
  const { dataClass, from } = effectiveClass(policy, facts, floorOf(system, clientOf(policy, principal), known))
  const isAllowed = decision.kind === 'allow'
  return {
    decision: decision.kind,
    rule: isAllowed ? decision.rule : decision.refusal.rule,
    refusal: isAllowed ? null : decision.refusal,
    policy: { version: policy.version, digest: policy.digest },
    facts: {
      system: system.id,
      model: model.id,
      unit: principal.unit,
      agency: principal.agency,
      roles: principal.roles,
      subjectType: principal.subjectType,
      client: principal.client,
      purpose: purpose.id,
      purposeFrom: purpose.source,
      dataClass,
      classFrom: from,
    },
    steps: decision.steps.map((step) => ({ ...step, at: placeOf(policy, facts, step.rule) })),
    obligations: isAllowed ? decision.obligations : null,
    wouldChange: isAllowed ? [] : wayOut(policy, facts, decisionsMax),
  }
}
