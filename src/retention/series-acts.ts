import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { StoredEntry } from '../core/record.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Ledger } from '../records/ledger.ts'
import type { CaseClosingRow } from './case-closing.ts'
import { closeCase } from './close-case.ts'
import type { HoldReader } from './find-held.ts'
import { type Reclassification, reclassify } from './reclassify.ts'
import type { SeriesChangeRow } from './series-change.ts'
import { createTransitory, type Transitory } from './transitory.ts'

/** What people decide about the series of records, and what the periods of these count from. */
export interface SeriesActs {
  readonly transitory: Transitory
  reclassify(
    entries: readonly StoredEntry[],
    asked: Reclassification,
    caller: Principal,
  ): Promise<SeriesChangeRow | Refusal>
  closeCase(
    asked: { readonly matter: string; readonly closedOn: string | null; readonly reason: string },
    caller: Principal,
  ): Promise<CaseClosingRow | Refusal>
}

export function createSeriesActs(parts: {
  readonly store: HoldReader
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
}): SeriesActs {
  return {
    transitory: createTransitory(parts),
    reclassify: (entries, asked, caller) => reclassify(parts, entries, asked, caller),
    closeCase: (asked, caller) => closeCase(parts, asked, caller),
  }
}
