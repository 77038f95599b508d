import type { FastifyInstance } from 'fastify'
import type { Clock, ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import { PRIVILEGED, RECORD_MARK, type RecordMark } from '../../core/record-mark.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { mayMark } from '../../policy/record-access.ts'
import { markOf } from '../../records/exchange-facts.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf } from '../governance-api.ts'
import { visibleRecord } from '../visible-record.ts'

export interface LabelParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly clock: Clock
}

/** Clauses MS-24, MO-06: counsel closes a record to all but counsel, or opens it again. Who, when and why is an entry. */
export async function recordLabelRoutes(app: FastifyInstance, parts: LabelParts): Promise<void> {
  const { contract, policy, ledger, clock } = parts
  app.post('/records/:id/labels', { schema: contract.schema('labelRecord') }, async (request, reply) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: ExchangeId }
    const { privileged, reason } = request.body as { privileged: boolean; reason: string }
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
      state: [{ kind: RECORD_MARK, key: id, value }],
    })
    return reply.code(201).send({ exchange: id, labels })
  })
}
