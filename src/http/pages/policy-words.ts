import type { DataClass } from '../../core/decision.ts'
import type { PolicySet } from '../../policy/policy-set.ts'

/** What the policy calls things, in a reader's language; in its first one where it hasn’t that, which loading prevents. */
export interface PolicyWords {
  role(id: string): string
  purpose(id: string): string
  dataClass(id: DataClass): string
  text(texts: Readonly<Record<string, string>>): string
}

export function policyWords(policy: PolicySet, language: string): PolicyWords {
  const fallback = policy.disclosures.languages[0]!
  const text = (texts: Readonly<Record<string, string>>): string => texts[language] ?? texts[fallback] ?? ''
  return {
    text,
    role: (id) => text(policy.roles[id]?.name ?? { [fallback]: id }),
    purpose: (id) => text(policy.purposes[id]?.name ?? { [fallback]: id }),
    dataClass: (id) => text(policy.classes.classes[id].name),
  }
}
