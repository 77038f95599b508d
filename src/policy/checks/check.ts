import type { DecisionMode, ReceiptStep } from '../../core/decision.ts'
import { type Refusal, type RefusalCode, refusal } from '../../core/refusal-codes.ts'
import type { EffectiveClass } from '../data-class.ts'
import type { Facts } from '../facts.ts'
import type { Narrowing } from '../grants.ts'
import type { Client, PolicySet, Purpose } from '../policy-set.ts'

/** The facts, with what several checks need to know about them worked out once. */
export interface Case {
  readonly facts: Facts
  readonly client: Client | null
  readonly purpose: Purpose | null
  readonly dataClass: EffectiveClass
  readonly mode: DecisionMode
  readonly grants: Narrowing
}

export interface Verdict {
  readonly step: ReceiptStep
  /** Present exactly where the step refuses. */
  readonly refusal?: Refusal
}

/** One question to the policy. Pure: no clock but `facts.now`, no IO. */
export type Check = (subject: Case, policy: PolicySet) => Verdict

export function pass(rule: string, clauses: readonly string[], why: string): Verdict {
  return { step: { rule, clauses: unique(clauses), result: 'pass', why } }
}

export function oblige(rule: string, clauses: readonly string[], why: string): Verdict {
  return { step: { rule, clauses: unique(clauses), result: 'oblige', why } }
}

/** The first clause is the one that the refusal cites. */
export function refuse(
  rule: string,
  clauses: readonly string[],
  code: RefusalCode,
  why: string,
  extra: Partial<Pick<Refusal, 'message' | 'next' | 'headers'>> = {},
): Verdict {
  return {
    step: { rule, clauses: unique(clauses), result: 'refuse', why },
    refusal: refusal(code, { rule, clause: clauses[0]!, detail: why, ...extra }),
  }
}

function unique(clauses: readonly string[]): readonly string[] {
  return clauses.some((clause, i) => clauses.indexOf(clause) < i) ? [...new Set(clauses)] : clauses
}
