import { PRIVILEGED, type RecordMark } from '../core/record-mark.ts'
import type { CodingRow } from '../core/records-request.ts'
import type { ProductionMode } from '../policy/record-access.ts'
import type { ScopeLine } from './scope.ts'

/** What becomes of a record in a production. */
export type Outcome = 'released' | 'withheld' | 'privileged' | 'not-responsive' | 'uncoded'

export interface RecordStanding {
  readonly line: ScopeLine
  readonly coding: CodingRow | undefined
  readonly mark: RecordMark | undefined
}

/**
 * The coding decides. What is behind the wall, or was closed by counsel after it was coded, is privileged until counsel codes
 * it otherwise. Exemptions are the open-records law's: a legal process has what isn't privileged whole (MO-06).
 */
export function outcomeOf(standing: RecordStanding, mode: ProductionMode): Outcome {
  const { line, coding, mark } = standing
  const isClosed = mark?.labels.includes(PRIVILEGED) === true
  const isLater = coding !== undefined && (!isClosed || Date.parse(coding.at) >= mark!.at)
  if (coding?.coding === 'privileged' || ((line.walled || isClosed) && !isLater)) return 'privileged'
  switch (coding?.coding) {
    case 'responsive':
      return 'released'
    case 'not-responsive':
      return 'not-responsive'
    case 'exempt':
      return mode === 'legal-process' ? 'released' : 'withheld'
    default:
      return 'uncoded'
  }
}

/** Hidden from all but counsel, whatever becomes of it. */
export function isHidden({ line, coding, mark }: RecordStanding): boolean {
  return line.walled || coding?.coding === 'privileged' || mark?.labels.includes(PRIVILEGED) === true
}
