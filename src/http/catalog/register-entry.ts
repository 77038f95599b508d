import { DATA_CLASSES, DECISION_MODES, higherClass } from '../../core/decision.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { SubjectKind } from '../../pages/catalog-views.ts'
import type { RegisterEntry } from '../../pages/policy-views.ts'
import type { Application, CatalogSystem, PolicySet } from '../../policy/policy-set.ts'
import { policyWords } from '../pages/policy-words.ts'
import { grantedPurposes, grantsAt } from './system-card.ts'
import { applicationStatus, systemStatus } from './system-status.ts'

export interface RegisterParts {
  readonly policy: PolicySet
  readonly rows: StateRows
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly language: string
}

/** Clause MS-43: every system and application that the agency uses; what was only asked for is none. */
export function registerEntries(parts: RegisterParts): RegisterEntry[] {
  const { policy, rows, now } = parts
  const isUsed = ({ approval }: CatalogSystem | Application): boolean => approval.status !== 'requested'
  return [
    ...policy.systems.filter(isUsed).map((system) =>
      registerEntry(parts, system, {
        provider: system.vendor.name,
        status: systemStatus(system, rows, now),
        assessments: system.assessments.map(({ kind, on }) => ({ kind, on })),
      }),
    ),
    ...policy.applications
      .filter(isUsed)
      .map((one) =>
        registerEntry(parts, one, { provider: '', status: applicationStatus(one, rows, now), assessments: [] }),
      ),
  ]
}

/** What anybody may know of it, field by field. No address, person, contract or unit of staff. */
function registerEntry(
  { policy, now, language }: RegisterParts,
  system: CatalogSystem | Application,
  own: Pick<RegisterEntry, 'provider' | 'status' | 'assessments'>,
): RegisterEntry {
  const words = policyWords(policy, language)
  const grants = grantsAt(system, now)
  const purposes = grantedPurposes({ grants })
  const rank = Math.max(0, ...grants.map(({ maxDecisionMode }) => DECISION_MODES.indexOf(maxDecisionMode)))
  const dataClass = grants.map(({ maxClass }) => maxClass).reduce(higherClass, DATA_CLASSES[0])
  return {
    id: system.id,
    name: system.name,
    provider: own.provider,
    agency: policy.profile.agency,
    status: own.status,
    purposes: purposes.map((id) => words.purpose(id)),
    usedBy: [...new Set(grants.flatMap(({ subjectTypes }) => subjectTypes))] as SubjectKind[],
    dataClass: words.dataClass(dataClass),
    decisionMode: DECISION_MODES[rank]!,
    approvedUntil: system.approval.expires,
    assessments: own.assessments,
    affected: purposes.flatMap((id) => {
      const affected = policy.purposes[id]?.affected
      return affected === undefined
        ? []
        : [{ notice: words.text(affected.notice), appeal: words.text(affected.appeal) }]
    }),
  }
}
