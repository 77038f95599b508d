import type { Clock } from '../../core/ids.ts'
import type { RecordStore } from '../../core/ports.ts'
import type { NoteVerifier } from '../../core/signed-note.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import { proveExchange } from '../../records/prove-exchange.ts'
import type { Dispositions } from '../../retention/dispositions.ts'
import type { Holds } from '../../retention/holds.ts'
import type { SeriesActs } from '../../retention/series-acts.ts'
import type { RecordLook } from '../record-looks.ts'
import { type AccessLogDesk, createAccessLogDesk } from './access-log-desk.ts'
import { createDispositionDesk, type DispositionDesk } from './disposition-desk.ts'
import { createHoldDesk, type HoldDesk } from './hold-desk.ts'
import { createIncidentDesk, type IncidentDesk, type IncidentDeskParts } from './incident-desk.ts'
import { createLabelDesk, type LabelDesk } from './label-desk.ts'
import { createRecordDesk, type RecordDesk } from './record-desk.ts'
import { createReportDesk, type ReportDesk } from './report-desk.ts'
import { createRevealDesk, type RevealDesk } from './reveal-desk.ts'
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
  readonly accessLog: AccessLogDesk
  readonly reports: ReportDesk
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
  readonly retention: { readonly dispositions: Dispositions; readonly holds: Holds; readonly series: SeriesActs }
  readonly incidents: Pick<IncidentDeskParts, 'office' | 'endOwnAccess'>
  readonly access: Pick<SuspensionDeskParts, 'deactivation' | 'unknownName'>
}

export function openDesks({ retention, incidents, access, ...parts }: DeskParts): Desks {
  const incidentDesk = createIncidentDesk({ ...parts, ...incidents, holds: retention.holds })
  return {
    records: createRecordDesk({ ...parts, prove: proveExchange(parts.store) }),
    reveals: createRevealDesk(parts),
    saved: createSavedSearchDesk(parts),
    labels: createLabelDesk(parts),
    holds: createHoldDesk({ holds: retention.holds, look: parts.look }),
    dispositions: createDispositionDesk({ ...parts, ...retention }),
    series: createSeriesDesk({ ...parts, acts: retention.series }),
    accessLog: createAccessLogDesk({
      ...parts,
      mayKnowIncident: (number, caller) => !('code' in incidents.office.incidents.known(number, caller)),
    }),
    reports: createReportDesk(parts),
    incidents: incidentDesk,
    suspensions: createSuspensionDesk({ ...parts, ...access, office: incidents.office, incidents: incidentDesk }),
  }
}
