import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { isPrivileged, readableParts } from '../../policy/record-access.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { CaseClosingRow } from '../../retention/case-closing.ts'
import type { Reclassification } from '../../retention/reclassify.ts'
import type { SeriesActs } from '../../retention/series-acts.ts'
import type { SeriesChangeRow } from '../../retention/series-change.ts'
import type { TransitoryStatement } from '../../retention/transitory.ts'
import type { Confirmer, TransitoryRow } from '../../retention/transitory-row.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf } from '../governance-api.ts'
import { visibleRecord } from '../visible-record.ts'

export interface SeriesDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly acts: SeriesActs
}

/** Who is asked about transitory records, or keeps them. */
const ASKED = ['supervisor', 'hr', 'records-officer']

export type ShownStatement = ReturnType<typeof shownStatement>

export interface SeriesDesk {
  reclassify(asking: Asking, id: string, asked: Reclassification): Promise<ReturnType<typeof shownChange>>
  state(asking: Asking, id: string, statement: TransitoryStatement): Promise<ShownStatement>
  list(asking: Asking): readonly ShownStatement[]
  mayOpen(caller: Principal): boolean
  confirm(
    asking: Asking,
    id: string,
    asked: { readonly as: Confirmer; readonly agrees: boolean; readonly reason: string },
  ): Promise<ShownStatement>
  reverse(asking: Asking, id: string, reason: string): Promise<ShownStatement>
  closeCase(
    asking: Asking,
    asked: { readonly matter: string; readonly closedOn: string | null; readonly reason: string },
  ): Promise<ReturnType<typeof shownClosing>>
}

/** Clauses MO-07, MO-28: which series a record belongs to, as people decide; none of it destroys anything. */
export function createSeriesDesk(parts: SeriesDeskParts): SeriesDesk {
  const { policy, acts } = parts
  return {
    async reclassify(asking, id, asked) {
      const caller = callerOf(asking)
      const { entries } = await visibleRecord(parts, id, (facts) => readableParts(policy(), caller, facts).size > 0)
      return shownChange(allowed(await acts.reclassify(entries, asked, caller)))
    },
    async state(asking, id, statement) {
      const caller = callerOf(asking)
      const { entries, facts } = await visibleRecord(parts, id, ({ owner }) => owner === caller.key)
      const { agency, unit } = facts
      const record = { entries, agency, unit: unit ?? '', isPrivileged: isPrivileged(policy(), facts) }
      return shownStatement(allowed(await acts.transitory.state(record, statement, caller)))
    },
    mayOpen: (caller) => ASKED.some((role) => caller.roles.includes(role)) || acts.transitory.list(caller).length > 0,
    list: (asking) => acts.transitory.list(callerOf(asking)).map(shownStatement),
    confirm: async (asking, id, asked) =>
      shownStatement(allowed(await acts.transitory.confirm(id, asked, entriesOf(id), callerOf(asking)))),
    reverse: async (asking, id, reason) =>
      shownStatement(allowed(await acts.transitory.reverse(id, reason, entriesOf(id), callerOf(asking)))),
    closeCase: async (asking, asked) => shownClosing(allowed(await acts.closeCase(asked, callerOf(asking)))),
  }

  /** Whoever confirms sees the statement, never the record. */
  function entriesOf(id: string) {
    return async () => (await visibleRecord(parts, id, () => true)).entries
  }
}

function shownChange({ exchange, series, replaces, at, reason }: SeriesChangeRow) {
  return { exchange, series, replaces, at, reason }
}

function shownClosing({ matter, closedOn, ranges, at, reason }: CaseClosingRow) {
  const entries = ranges.reduce((total, [first, last]) => total + last - first + 1, 0)
  return { matter, closed_on: closedOn, entries, at, reason }
}

function shownStatement({ exchange, unit, reason, endedOn, at, confirmations, state }: TransitoryRow) {
  const given = Object.entries(confirmations).map(([as, { agrees, reason: why, at: when }]) => ({
    as,
    agrees,
    reason: why,
    at: when,
  }))
  return { exchange, unit, reason, ended_on: endedOn, at, state, confirmations: given }
}
