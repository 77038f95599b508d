import type { Clock } from '../../core/ids.ts'
import type { RecordStore } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { NoteVerifier } from '../../core/signed-note.ts'
import type { Assessments } from '../../oversight/assessments/assessments.ts'
import type { Audits } from '../../oversight/audits/audits.ts'
import type { Decisions } from '../../oversight/decisions/decisions.ts'
import type { Risks } from '../../oversight/risks/risks.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Productions } from '../../productions/productions.ts'
import type { SearchExports } from '../../productions/search-exports/search-exports.ts'
import type { Ledger } from '../../records/ledger.ts'
import { proveExchange } from '../../records/prove-exchange.ts'
import type { Codings } from '../../requests/codings.ts'
import type { PlanRuns } from '../../requests/plan-runs.ts'
import type { RequestLog } from '../../requests/request-log.ts'
import type { Requests } from '../../requests/requests.ts'
import type { Samples } from '../../requests/samples.ts'
import type { Dispositions } from '../../retention/dispositions.ts'
import type { HoldChecks } from '../../retention/hold-checks.ts'
import type { Holds } from '../../retention/holds.ts'
import type { SeriesActs } from '../../retention/series-acts.ts'
import type { RecordLook } from '../record-looks.ts'
import { type AccessLogDesk, createAccessLogDesk } from './access-log-desk.ts'
import { type AccountabilityDesk, createAccountabilityDesk } from './accountability-desk.ts'
import { type AssessmentDesk, type AssessmentDeskParts, createAssessmentDesk } from './assessment-desk.ts'
import { type AuditDesk, createAuditDesk } from './audit-desk.ts'
import { type CodingDesk, createCodingDesk } from './coding-desk.ts'
import { createDecisionDesk, type DecisionDesk } from './decision-desk.ts'
import { createDispositionDesk, type DispositionDesk } from './disposition-desk.ts'
import { createExportDesk, type ExportDesk } from './export-desk.ts'
import { createHoldDesk, type HoldDesk } from './hold-desk.ts'
import { createIncidentDesk, type IncidentDesk, type IncidentDeskParts } from './incident-desk.ts'
import { createLabelDesk, type LabelDesk } from './label-desk.ts'
import { createPlanDesk, type PlanDesk } from './plan-desk.ts'
import { createProductionDesk, type ProductionDesk } from './production-desk.ts'
import { createRecordDesk, type RecordDesk } from './record-desk.ts'
import { createReportDesk, type ReportDesk } from './report-desk.ts'
import { createRequestDesk, type RequestDesk } from './request-desk.ts'
import { createRevealDesk, type RevealDesk } from './reveal-desk.ts'
import { createRiskDesk, type RiskDesk } from './risk-desk.ts'
import { createSampleDesk, type SampleDesk } from './sample-desk.ts'
import { createSavedSearchDesk, type SavedSearchDesk } from './saved-search-desk.ts'
import { createSeriesDesk, type SeriesDesk } from './series-desk.ts'
import { createSuspensionDesk, type SuspensionDesk, type SuspensionDeskParts } from './suspension-desk.ts'

/** What people do with records, the same for whoever asks by the API and by a page. */
export interface Desks {
  readonly records: RecordDesk
  readonly reveals: RevealDesk
  readonly saved: SavedSearchDesk
  readonly labels: LabelDesk
  readonly holds: HoldDesk
  readonly dispositions: DispositionDesk
  readonly series: SeriesDesk
  readonly requests: RequestDesk
  readonly plans: PlanDesk
  readonly codings: CodingDesk
  readonly productions: ProductionDesk
  readonly exports: ExportDesk
  readonly accessLog: AccessLogDesk
  readonly reports: ReportDesk
  readonly samples: SampleDesk
  readonly decisions: DecisionDesk
  readonly audits: AuditDesk
  readonly accountability: AccountabilityDesk
  readonly risks: RiskDesk
  readonly assessments: AssessmentDesk
  readonly incidents: IncidentDesk
  readonly suspensions: SuspensionDesk
}

export interface DeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordStore
  readonly ledger: Ledger
  readonly look: RecordLook
  readonly clock: Clock
  readonly newId: () => string
  /** Keys of the log. */
  readonly verifiers: readonly NoteVerifier[]
  readonly retention: {
    readonly dispositions: Dispositions
    readonly holds: Holds
    readonly checks: HoldChecks
    readonly series: SeriesActs
  }
  readonly requests: {
    readonly log: RequestLog
    readonly requests: Requests
    readonly runs: PlanRuns
    readonly codings: Codings
    readonly samples: Samples
  }
  readonly productions: Productions
  readonly exports: SearchExports
  readonly decisions: Decisions
  readonly audits: Audits
  readonly risks: Risks
  readonly assessments: Assessments
  readonly agencyCiting: AssessmentDeskParts['agencyCiting']
  readonly incidents: Pick<IncidentDeskParts, 'office' | 'endOwnAccess'>
  readonly access: Pick<SuspensionDeskParts, 'deactivation' | 'unknownName'>
}

export function openDesks({ retention, requests, incidents, access, ...parts }: DeskParts): Desks {
  const mayKnowIncident = (number: string, caller: Principal): boolean =>
    !('code' in incidents.office.incidents.known(number, caller))
  const incidentDesk = createIncidentDesk({ ...parts, ...incidents, holds: retention.holds })
  return {
    records: createRecordDesk({ ...parts, prove: proveExchange(parts.store) }),
    reveals: createRevealDesk(parts),
    saved: createSavedSearchDesk(parts),
    labels: createLabelDesk(parts),
    holds: createHoldDesk({ ...retention, look: parts.look }),
    dispositions: createDispositionDesk({ ...parts, ...retention }),
    series: createSeriesDesk({ ...parts, acts: retention.series }),
    requests: createRequestDesk({ ...parts, ...requests }),
    plans: createPlanDesk({ ...parts, ...requests }),
    codings: createCodingDesk({ ...parts, ...requests }),
    productions: createProductionDesk(parts),
    exports: createExportDesk(parts),
    accessLog: createAccessLogDesk({
      ...parts,
      mayKnowIncident,
    }),
    reports: createReportDesk(parts),
    samples: createSampleDesk(parts),
    decisions: createDecisionDesk(parts),
    audits: createAuditDesk(parts),
    accountability: createAccountabilityDesk(parts),
    assessments: createAssessmentDesk(parts),
    risks: createRiskDesk({ ...parts, mayKnowIncident }),
    incidents: incidentDesk,
    suspensions: createSuspensionDesk({ ...parts, ...access, office: incidents.office, incidents: incidentDesk }),
  }
}
