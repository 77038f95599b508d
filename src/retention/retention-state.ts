import { HELD } from '../core/destruction.ts'
import { HOLD_MAIL } from '../core/notice.ts'
import { CASE_CLOSING } from './case-closing.ts'
import { DISPOSITION, DISPOSITION_APPROVAL } from './disposition-row.ts'
import { HOLD_CHECK } from './hold-check-row.ts'
import { HOLD_NOTICE, LEGAL_HOLD } from './hold-row.ts'
import { RETENTION_RULE } from './rule-row.ts'
import { SERIES_CHANGE } from './series-change.ts'
import { TRANSITORY } from './transitory-row.ts'

/** Every kind of state that retention keeps in memory. */
export const RETENTION_STATE: readonly string[] = [
  RETENTION_RULE,
  DISPOSITION,
  DISPOSITION_APPROVAL,
  LEGAL_HOLD,
  HOLD_CHECK,
  HOLD_NOTICE,
  HOLD_MAIL,
  HELD,
  SERIES_CHANGE,
  CASE_CLOSING,
  TRANSITORY,
]
