import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import { PRIVILEGED, RECORD_MARK, type RecordMark } from '../../core/record-mark.ts'
import { RECORDS_JUDGED } from '../../core/records-request.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { mayMark } from '../../policy/record-access.ts'
import { markOf } from '../../records/exchange-facts.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Asking } from '../asking.ts'
import { callerOf } from '../governance-api.ts'
import { visibleRecord } from '../visible-record.ts'

export interface LabelDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly clock: Clock
}

export interface LabelDesk {
  label(
    asking: Asking,
    id: string,
    asked: { readonly privileged: boolean; readonly reason: string },
  ): Promise<{ readonly exchange: string; readonly labels: readonly string[] }>
}

/** Clauses MS-24, MO-06: counsel closes a record to all but counsel, or opens it again. Who, when and why is an entry. */
export function createLabelDesk(parts: LabelDeskParts): LabelDesk {
  const { policy, ledger, clock } = parts
  return {
    async label(asking, id, { privileged, reason }) {
      const caller = callerOf(asking)
      const { facts } = await visibleRecord(parts, id, ({ agency }) => mayMark(policy(), caller, agency))
      const mark = markOf(ledger.state, id)
      const others = mark.labels.filter((label) => label !== PRIVILEGED)
      const labels = privileged ? [...others, PRIVILEGED] : others
      const value: RecordMark = { ...mark, labels, at: clock.now() }
      await ledger.write({
        type: 'review',
        agency: facts.agency,
        actor: caller,
        meta: { action: 'label', exchange: id, label: PRIVILEGED, given: privileged, reason },
        state: [
          { kind: RECORD_MARK, key: id, value },
          { kind: RECORDS_JUDGED, key: facts.agency, value: { label: id, at: value.at } },
        ],
        basis: [{ kind: RECORD_MARK, key: id, value: ledger.state.get(RECORD_MARK, id) ?? null }],
      })
      return { exchange: id, labels }
    },
  }
}
