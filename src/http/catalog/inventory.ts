import { dayOf } from '../../core/calendar.ts'
import { DATA_CLASSES, type DataClass, DECISION_MODES, type DecisionMode, higherClass } from '../../core/decision.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { SystemStatus } from '../../pages/catalog-views.ts'
import type { Application, CatalogSystem, Grant, PolicySet } from '../../policy/policy-set.ts'
import { policyWords } from '../pages/policy-words.ts'
import { type InventoryColumn, type InventoryRow, OMB_2025, PUBLIC_COLUMNS } from './inventory-columns.ts'
import { grantedPurposes, grantsAt } from './system-card.ts'
import { applicationStatus, systemStatus } from './system-status.ts'

export interface InventoryParts {
  readonly policy: PolicySet
  readonly rows: StateRows
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The whole of it, for staff, or what anybody may know. */
  readonly reach: 'staff' | 'public'
}

/** A system or application in force, in the columns of the federal inventory and in the gateway’s own terms. */
export interface InventoryItem {
  readonly row: InventoryRow
  readonly kind: 'system' | 'application'
  readonly status: SystemStatus
  readonly purposes: readonly string[]
  readonly maxClass: DataClass
  readonly maxDecisionMode: DecisionMode
  /** Last day of its approval, `YYYY-MM-DD`. */
  readonly approvedUntil: string
}

/**
 * Clauses MS-39, MS-42, MS-43: every system and application of the policy in force, amendments included, each once. A column
 * holds what the policy says; what the gateway can’t know is left empty, and nothing is made up.
 */
export function inventory(parts: InventoryParts): InventoryItem[] {
  const { policy, rows, now, reach } = parts
  const isTold = ({ approval }: CatalogSystem | Application): boolean =>
    // What was only asked for is planned, and nothing that the State uses.
    reach === 'staff' || approval.status !== 'requested'
  return [
    ...policy.systems.filter(isTold).map((system) => {
      const own = { ...ofSystem(system, dayOf(now, policy.profile.timezone)), vendor_name: system.vendor.name }
      return itemOf(parts, system, 'system', systemStatus(system, rows, now), own)
    }),
    ...policy.applications
      .filter(isTold)
      .map((one) => itemOf(parts, one, 'application', applicationStatus(one, rows, now), {})),
  ]
}

function itemOf(
  { policy, now, reach }: InventoryParts,
  entry: CatalogSystem | Application,
  kind: InventoryItem['kind'],
  status: SystemStatus,
  more: Partial<InventoryRow>,
): InventoryItem {
  const { approval } = entry
  const grants = grantsAt(entry, now)
  const purposes = grantedPurposes({ grants })
  const maxClass = grants.map((grant) => grant.maxClass).reduce(higherClass, DATA_CLASSES[0])
  const modes = grants.map(({ maxDecisionMode }) => DECISION_MODES.indexOf(maxDecisionMode))
  const words = policyWords(policy, policy.profile.languages[0]!)
  const isHighImpact = purposes.some((id) => policy.purposes[id]?.highRisk === true)
  const known: Partial<InventoryRow> = {
    agency_name: policy.profile.agency,
    id: entry.id,
    use_case_name: entry.name,
    agency_bureau: unitsOf(policy, grants),
    is_withheld: approval.status === 'requested' ? '' : 'No',
    development_stage: stageOf(entry, status),
    is_high_impact: isHighImpact ? 'High-impact' : 'Not high-impact',
    problem_solved: purposes.map((id) => words.purpose(id)).join('; '),
    data_description: `Up to class: ${words.dataClass(maxClass)}`,
    ...more,
    ...(isHighImpact ? {} : NO_HIGH_IMPACT),
  }
  const isTold = (column: InventoryColumn): boolean => reach === 'staff' || PUBLIC_COLUMNS.has(column)
  return {
    row: Object.fromEntries(
      OMB_2025.map((column) => [column, isTold(column) ? (known[column] ?? '') : '']),
    ) as InventoryRow,
    kind,
    status,
    purposes,
    maxClass,
    maxDecisionMode: DECISION_MODES[Math.max(0, ...modes)]!,
    approvedUntil: approval.expires,
  }
}

/** The inventory asks these of high-impact uses only. */
const NO_HIGH_IMPACT: Partial<InventoryRow> = {
  hi_assessment_completed: '',
  hi_ongoing_monitoring: '',
  hi_training_established: '',
  hi_failsafe_presence: '',
  hi_appeal_process: '',
}

/** What only an entry of a system says. `Yes` is evidence on file that holds now. */
function ofSystem(system: CatalogSystem, today: string): Partial<InventoryRow> {
  const has = (kind: CatalogSystem['assessments'][number]['kind']): string =>
    system.assessments.some((one) => one.kind === kind && one.on <= today && today <= one.due) ? 'Yes' : ''
  return {
    classification:
      system.routable && system.upstream.wires.some((wire) => GENERATIVE.has(wire)) ? 'Generative AI' : '',
    benefits: system.expectedBenefit ?? '',
    contracting_usage: system.licence === undefined ? '' : 'Purchased from a vendor',
    hi_assessment_completed: has('impact'),
    hi_ongoing_monitoring: has('monitoring'),
    hi_training_established: system.training.length > 0 ? 'Yes' : '',
    hi_failsafe_presence: has('fail-safe'),
    hi_appeal_process: has('appeal'),
  }
}

const GENERATIVE: ReadonlySet<string> = new Set(['openai.chat', 'openai.completions', 'openai.responses'])

/** Empty: its approval is over or it is stopped, and the federal words have none for that. */
function stageOf({ approval }: CatalogSystem | Application, status: SystemStatus): string {
  if (approval.status === 'requested') return 'Pre-deployment'
  if (approval.status === 'retired') return 'Retired'
  if (status === 'suspended' || status === 'expired') return ''
  return approval.status === 'provisional' ? 'Pilot' : 'Deployed'
}

function unitsOf(policy: PolicySet, grants: readonly Grant[]): string {
  if (grants.some(({ units }) => units === undefined)) return ''
  const ids = new Set(grants.flatMap(({ units }) => units ?? []))
  return [...ids].map((id) => policy.units.units.find((unit) => unit.id === id)?.name ?? id).join('; ')
}
