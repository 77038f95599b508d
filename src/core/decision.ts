import type { Refusal } from './refusal-codes.ts'

/** How far AI takes part in a decision about people or matters (clause MS-30, MS-44); ordered. */
export const DECISION_MODES = ['none', 'inform', 'recommend', 'decide'] as const
export type DecisionMode = (typeof DECISION_MODES)[number]

/** Data classes in ascending order (`classes.yaml` names and explains them; the order is fixed). */
export const DATA_CLASSES = ['public', 'internal', 'confidential', 'regulated'] as const
export type DataClass = (typeof DATA_CLASSES)[number]

/** The higher of two classes. */
export function higherClass(a: DataClass, b: DataClass): DataClass {
  return DATA_CLASSES.indexOf(a) >= DATA_CLASSES.indexOf(b) ? a : b
}

/** One step of a receipt: a check, what it looked at, what it found. */
export interface ReceiptStep {
  /** Name of the check. */
  readonly rule: string
  readonly clauses: readonly string[]
  readonly result: 'pass' | 'refuse' | 'oblige'
  /** One plain sentence. */
  readonly why: string
}

/** What must be done with an allowed exchange. */
export interface Obligations {
  /** Where the visible label goes: in the content, or only in the envelope. */
  readonly label: 'content' | 'envelope'
  /** Months or rule id of the record series that the record falls under. */
  readonly series: string
  /** What to do with parts that no detector can read. */
  readonly unscannable: 'refuse' | 'allow' | 'flag'
  readonly review: boolean
}

/** The answer of the policy to the facts of one exchange, with the reasons of every check, passed ones too. */
export type Decision =
  | {
      readonly kind: 'allow'
      readonly rule: string
      readonly steps: readonly ReceiptStep[]
      readonly obligations: Obligations
    }
  | { readonly kind: 'refuse'; readonly refusal: Refusal; readonly steps: readonly ReceiptStep[] }
