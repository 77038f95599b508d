import { DATA_CLASSES, type DataClass, DECISION_MODES, type DecisionMode, higherClass } from '../core/decision.ts'
import { describeIssue } from '../policy/describe-issue.ts'
import type { Amendment } from '../policy/schema/amendment.ts'
import { systemSchema } from '../policy/schema/catalog.ts'
import type { Terms } from './approval-row.ts'

export type ProposedSystem = Extract<Amendment, { kind: 'system' }>['system']
type Approval = ProposedSystem['approval']

/** A catalog entry as somebody proposes it: all of it but its approval, which only the seats can give. */
export type Proposal = Readonly<Record<string, unknown>>

export interface ReadProposal {
  /** Null: it isn’t an entry that the catalog could hold. */
  readonly system: ProposedSystem | null
  /** What is missing or wrong, as the catalog’s own schema says it. */
  readonly problems: readonly string[]
  /** The same, each with where in the entry. */
  readonly faults: readonly { readonly path: readonly PropertyKey[]; readonly problem: string }[]
}

/** The day on which nothing was approved yet: what a proposal is read with before anybody signed. */
const UNSIGNED: Approval = { status: 'requested', decisions: [], expires: '2000-01-01' }

/**
 * A proposal held against the catalog’s schema. A new system comes with its risk assessment (MS-49), an audit (MS-55) and the
 * vendor’s FactSheet (MS-43): without them nobody is asked.
 */
export function readProposal(proposal: Proposal, approval: Approval = UNSIGNED): ReadProposal {
  const read = systemSchema.safeParse({ ...proposal, approval })
  const faults = [
    ...(read.success ? [] : read.error.issues.flatMap(describeIssue)).map(({ path, problem, mend }) => ({
      path,
      problem: `${problem}; ${mend}`,
    })),
    ...missingEvidence(proposal),
  ]
  return { system: read.success ? read.data : null, problems: faults.map(({ problem }) => problem), faults }
}

/** What the schema lets a system be without and a new one may not be, told beside whatever else is wrong. */
function missingEvidence({ assessments, audit, factsheet }: Proposal): ReadProposal['faults'] {
  const hasRisk = Array.isArray(assessments) && assessments.some((one) => (one as Proposal | null)?.['kind'] === 'risk')
  return [
    ...(hasRisk ? [] : [{ path: ['assessments'], problem: 'a new system needs a risk assessment (MS-49)' }]),
    ...(audit === undefined
      ? [{ path: ['audit'], problem: 'a new system needs an audit: cadence, next, owner (MS-55)' }]
      : []),
    ...(factsheet === undefined
      ? [{ path: ['factsheet'], problem: 'a new system needs a link to the vendor’s FactSheet (MS-43)' }]
      : []),
  ]
}

/** How far a proposed system goes: the highest class and the furthest part in decisions of all its grants. */
export function reachOf({ grants }: ProposedSystem): {
  readonly dataClass: DataClass
  readonly decisionMode: DecisionMode
} {
  const modes = grants.map(({ maxDecisionMode }) => DECISION_MODES.indexOf(maxDecisionMode))
  return {
    dataClass: grants.map(({ maxClass }) => maxClass).reduce(higherClass, DATA_CLASSES[0]),
    decisionMode: DECISION_MODES[Math.max(...modes)]!,
  }
}

/** The system with every grant kept within what approvals left of it. */
export function withinTerms(system: ProposedSystem, { dataClass, decisionMode }: Terms): ProposedSystem {
  const lower = <T extends string>(order: readonly T[], a: T, b: T): T => (order.indexOf(a) < order.indexOf(b) ? a : b)
  return {
    ...system,
    grants: system.grants.map((grant) => ({
      ...grant,
      maxClass: lower(DATA_CLASSES, grant.maxClass, dataClass),
      maxDecisionMode: lower(DECISION_MODES, grant.maxDecisionMode, decisionMode),
    })),
  }
}
