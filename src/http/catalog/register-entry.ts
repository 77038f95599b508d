import { DATA_CLASSES, DECISION_MODES, higherClass } from '../../core/decision.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { SubjectKind } from '../../pages/catalog-views.ts'
import type { RegisterEntry } from '../../pages/policy-views.ts'
import type { CatalogSystem, PolicySet } from '../../policy/policy-set.ts'
import { policyWords } from '../pages/policy-words.ts'
import { grantedPurposes } from './system-card.ts'
import { systemStatus } from './system-status.ts'

export interface RegisterParts {
  readonly policy: PolicySet
  readonly rows: StateRows
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly language: string
}

/** Clause MS-43: what anybody may know of a system, field by field. No address, person, contract or unit of staff. */
export function registerEntry({ policy, rows, now, language }: RegisterParts, system: CatalogSystem): RegisterEntry {
  const words = policyWords(policy, language)
  const purposes = grantedPurposes(system)
  const rank = Math.max(0, ...system.grants.map(({ maxDecisionMode }) => DECISION_MODES.indexOf(maxDecisionMode)))
  const dataClass = system.grants.map(({ maxClass }) => maxClass).reduce(higherClass, DATA_CLASSES[0])
  return {
    id: system.id,
    name: system.name,
    provider: system.vendor.name,
    agency: policy.profile.agency,
    status: systemStatus(system, rows, now),
    purposes: purposes.map((id) => words.purpose(id)),
    usedBy: [...new Set(system.grants.flatMap(({ subjectTypes }) => subjectTypes))] as SubjectKind[],
    dataClass: words.dataClass(dataClass),
    decisionMode: DECISION_MODES[rank]!,
    approvedUntil: system.approval.expires,
    assessments: system.assessments.map(({ kind, on }) => ({ kind, on })),
    affected: purposes.flatMap((id) => {
      const affected = policy.purposes[id]?.affected
      return affected === undefined
        ? []
        : [{ notice: words.text(affected.notice), appeal: words.text(affected.appeal) }]
    }),
  }
}
