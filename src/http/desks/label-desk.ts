import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { EXPOSED, PRIVILEGED, RECORD_MARK, type RecordMark } from '../../core/record-mark.ts'
import { RECORDS_JUDGED } from '../../core/records-request.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { mayLiftExposure, mayMark, type RecordFacts } from '../../policy/record-access.ts'
import { markOf } from '../../records/exchange-facts.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Asking } from '../asking.ts'
import { callerOf, Refused } from '../governance-api.ts'
import { visibleRecord } from '../visible-record.ts'

export interface LabelDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly clock: Clock
}

interface Labelled {
  readonly exchange: string
  readonly labels: readonly string[]
}

export interface LabelDesk {
  label(asking: Asking, id: string, asked: { readonly privileged: boolean; readonly reason: string }): Promise<Labelled>
  /** Whether somebody may. */
  mayLift(caller: Principal, agency: string, id: string): boolean
  /** Shows again what its asker said they shouldn’t have sent; not by whoever sent it. */
  liftExposure(asking: Asking, id: string, reason: string): Promise<Labelled>
}

/**
 * Clauses MS-24, MS-51, MO-06: counsel closes a record to all but counsel, or opens it again; the privacy officer shows again what
 * was hidden as sent by mistake. Who, when and why is an entry.
 */
export function createLabelDesk(parts: LabelDeskParts): LabelDesk {
  const { policy, ledger, clock } = parts

  async function mark(
    caller: Principal,
    id: string,
    facts: RecordFacts,
    { label, given, reason }: { readonly label: string; readonly given: boolean; readonly reason: string },
  ): Promise<Labelled> {
    const before = markOf(ledger.state, id)
    const others = before.labels.filter((one) => one !== label)
    const labels = given ? [...others, label] : others
    const value: RecordMark = { ...before, labels, at: clock.now() }
    await ledger.write({
      type: 'review',
      agency: facts.agency,
      actor: caller,
      meta: { action: 'label', exchange: id, label, given, reason },
      state: [
        { kind: RECORD_MARK, key: id, value },
        { kind: RECORDS_JUDGED, key: facts.agency, value: { label: id, at: value.at } },
      ],
      basis: [{ kind: RECORD_MARK, key: id, value: ledger.state.get(RECORD_MARK, id) ?? null }],
    })
    return { exchange: id, labels }
  }

  return {
    async label(asking, id, { privileged, reason }) {
      const caller = callerOf(asking)
      const { facts } = await visibleRecord(parts, id, ({ agency }) => mayMark(policy(), caller, agency))
      return mark(caller, id, facts, { label: PRIVILEGED, given: privileged, reason })
    },
    mayLift: (caller, agency, id) =>
      mayLiftExposure(policy(), caller, { agency, labels: markOf(ledger.state, id).labels }),
    async liftExposure(asking, id, reason) {
      const caller = callerOf(asking)
      const { facts } = await visibleRecord(parts, id, (seen) => mayLiftExposure(policy(), caller, seen))
      if (reason.trim() === '')
        throw new Refused('malformed_body', {
          rule: 'exposure',
          clause: 'MS-51',
          message: 'Say why it needn’t be hidden any more.',
          next: 'Give a reason and send it again.',
        })
      if (facts.owner === caller.key)
        throw new Refused('audience_not_granted', {
          rule: 'exposure',
          clause: 'MS-51',
          message: 'It is your own message: somebody else decides whether it is shown again.',
          next: 'Ask a colleague with the same duty.',
        })
      return mark(caller, id, facts, { label: EXPOSED, given: false, reason: reason.trim() })
    },
  }
}
