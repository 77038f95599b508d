import type { Logger } from 'pino'
import { advisorySeatsHeld } from '../approvals/seats.ts'
import { stepUpNeeded } from '../approvals/step-up.ts'
import type { Config } from '../config.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import { INCIDENT_STATE } from '../incidents/incident-row.ts'
import { ASSESSMENT_IN_FORCE, SYSTEM_ASSESSMENT } from '../oversight/assessments/assessment-row.ts'
import { type Assessments, createAssessments } from '../oversight/assessments/assessments.ts'
import type { Audits } from '../oversight/audits/audits.ts'
import { BIAS_REPORT, type BiasReports, createBiasReports } from '../oversight/bias/bias-reports.ts'
import { DECISION_RECORD } from '../oversight/decisions/decision-row.ts'
import { createDecisions, type Decisions } from '../oversight/decisions/decisions.ts'
import { createPolicyReviews, type PolicyReviews } from '../oversight/reviews/policy-reviews.ts'
import { POLICY_REVIEW } from '../oversight/reviews/review-row.ts'
import { EMERGING_RISK } from '../oversight/risks/risk-row.ts'
import { createRisks, type Risks } from '../oversight/risks/risks.ts'
import { SAMPLE_LOOK } from '../oversight/sampling/sample-look.ts'
import type { Gateway } from '../pipeline/gateway.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { PolicyHolder } from '../policy-operations/policy-holder.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { Ledger } from '../records/ledger.ts'
import type { Egress } from '../upstream/egress.ts'
import { APPROVAL_STATE, type OpenApprovals, openApprovals } from './approvals.ts'
import { AUDIT_STATE, openAudits } from './audits.ts'
import { CHECK_STATE, type OpenChecks, openChecks } from './checks.ts'
import { type IncidentOffice, startIncidents } from './incidents.ts'
import type { RecordsOffice } from './records-office.ts'

export interface OversightOfficeParts {
  readonly config: Config
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Logger
  /** What is approved comes into force through it. */
  readonly holder: PolicyHolder
  /** Holds keep the evidence of incidents. */
  readonly records: RecordsOffice
  readonly credentialOf: (reference: string) => string | null
  /** Checks ask through them. */
  readonly gateway: Gateway
  readonly egress: Egress
}

/** What people decide and answer for: what is approved, what went wrong, what was checked. */
export interface OversightOffice {
  readonly bias: BiasReports
  readonly checks: OpenChecks['checks']
  readonly decisions: Decisions
  readonly audits: Audits
  readonly risks: Risks
  readonly assessments: Assessments
  /** Tells whoever has something overdue to do, now. */
  remind(): Promise<void>
  readonly reviews: PolicyReviews
  readonly approvals: OpenApprovals
  readonly incidents: IncidentOffice
  /** Resolves once nothing of it is under way. */
  stop(): Promise<void>
}

/** Every kind of state that it keeps in memory. */
export const OVERSIGHT_OFFICE_STATE: readonly string[] = [
  ...APPROVAL_STATE,
  ASSESSMENT_IN_FORCE,
  SYSTEM_ASSESSMENT,
  ...AUDIT_STATE,
  ...INCIDENT_STATE,
  ...CHECK_STATE,
  BIAS_REPORT,
  DECISION_RECORD,
  EMERGING_RISK,
  POLICY_REVIEW,
  SAMPLE_LOOK,
]

export async function startOversightOffice(parts: OversightOfficeParts): Promise<OversightOffice> {
  const incidents = startIncidents(parts)
  const { audits, remind, stop } = openAudits(parts)
  const checks = openChecks(parts)
  const { policy, clock } = parts
  const assessments = createAssessments({
    ...parts,
    seatsOf: (caller, agency) => advisorySeatsHeld(policy(), agency, caller, clock.now()),
    unproved: (caller, level) => {
      const withinMinutes = policy().approvals?.stepUpMinutes ?? 0
      return stepUpNeeded(policy(), caller, { level, withinMinutes }, clock.now())
    },
  })
  return {
    approvals: openApprovals(parts, assessments.whyNotCited),
    assessments,
    incidents,
    audits,
    risks: createRisks(parts),
    remind,
    checks: checks.checks,
    bias: createBiasReports({ ...parts, newId: () => parts.ids.entryId() }),
    decisions: createDecisions(parts),
    reviews: createPolicyReviews(parts),
    async stop() {
      await checks.stop()
      await stop()
      await incidents.stop()
    },
  }
}
