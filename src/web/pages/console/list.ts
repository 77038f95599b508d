import type { ComponentType } from 'preact'
import type { ConsoleViews } from '../../../pages/console-views.ts'
import type { PageProps } from '../../page-props.ts'
import { AccessLog } from './access-log.tsx'
import { AccessStatement } from './access-statement.tsx'
import { Content } from './content.tsx'
import { ReadDecision, UnitDecisions } from './decisions.tsx'
import { Disposition } from './disposition.tsx'
import { Dispositions } from './dispositions.tsx'
import { ExportPage, Exports } from './exports.tsx'
import { HoldPage } from './hold.tsx'
import { HoldCheck } from './hold-check.tsx'
import { HoldForm } from './hold-form.tsx'
import { HoldsPage } from './holds.tsx'
import { Incident } from './incident.tsx'
import { IncidentSuspension } from './incident-suspension.tsx'
import { Incidents } from './incidents.tsx'
import { PRODUCTION_PAGES } from './productions/list.ts'
import { RecordPage } from './record.tsx'
import { Records } from './records.tsx'
import { Reports } from './reports.tsx'
import { REQUEST_PAGES } from './requests/list.ts'
import { Reveals } from './reveals.tsx'
import { Samples } from './samples.tsx'
import { Saved } from './saved.tsx'
import { Transitory } from './transitory.tsx'

/** THE list of the console’s pages. */
export const CONSOLE_PAGES: { readonly [Name in keyof ConsoleViews]: ComponentType<PageProps<Name>> } = {
  'console-access': AccessStatement,
  'console-records': Records,
  'console-record': RecordPage,
  'console-content': Content,
  'console-saved': Saved,
  'console-reveals': Reveals,
  'console-holds': HoldsPage,
  'console-hold': HoldForm,
  'console-hold-check': HoldCheck,
  'console-hold-one': HoldPage,
  'console-dispositions': Dispositions,
  'console-disposition': Disposition,
  'console-transitory': Transitory,
  'console-access-log': AccessLog,
  'console-reports': Reports,
  'console-samples': Samples,
  'console-decisions': UnitDecisions,
  'console-decision': ReadDecision,
  'console-exports': Exports,
  'console-export': ExportPage,
  ...REQUEST_PAGES,
  ...PRODUCTION_PAGES,
  'console-incidents': Incidents,
  'console-incident': Incident,
  'console-incident-suspension': IncidentSuspension,
}
