import type { FastifyInstance } from 'fastify'
import type { RecordReader } from '../../core/ports.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { isPrivileged, readableParts } from '../../policy/record-access.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { CaseClosingRow } from '../../retention/case-closing.ts'
import type { Reclassification } from '../../retention/reclassify.ts'
import type { SeriesActs } from '../../retention/series-acts.ts'
import type { SeriesChangeRow } from '../../retention/series-change.ts'
import type { TransitoryStatement } from '../../retention/transitory.ts'
import type { Confirmer, TransitoryRow } from '../../retention/transitory-row.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf } from '../governance-api.ts'
import { visibleRecord } from '../visible-record.ts'

export interface RecordSeriesParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly acts: SeriesActs
}

interface Named {
  readonly id: string
}

/** Clauses MO-07, MO-28: which series a record belongs to, as people decide; none of it destroys anything. */
export async function recordSeriesRoutes(app: FastifyInstance, parts: RecordSeriesParts): Promise<void> {
  const { contract, policy, acts } = parts

  app.post('/records/:id/series', { schema: contract.schema('reclassifyRecord') }, async (request, reply) => {
    const caller = callerOf(request)
    const { series, replaces = false, reason } = request.body as Partial<Reclassification> & { reason: string }
    const { entries } = await visibleRecord(
      parts,
      (request.params as Named).id,
      (facts) => readableParts(policy(), caller, facts).size > 0,
    )
    const asked = { series: series ?? null, replaces, reason }
    return reply.code(201).send(shownChange(allowed(await acts.reclassify(entries, asked, caller))))
  })

  app.post('/records/:id/transitory', { schema: contract.schema('stateTransitory') }, async (request, reply) => {
    const caller = callerOf(request)
    const { id } = request.params as Named
    const { entries, facts } = await visibleRecord(parts, id, ({ owner }) => owner === caller.key)
    const { agency, unit } = facts
    const record = { entries, agency, unit: unit ?? '', isPrivileged: isPrivileged(policy(), facts) }
    const stated = allowed(await acts.transitory.state(record, request.body as TransitoryStatement, caller))
    return reply.code(201).send(shownStatement(stated))
  })

  app.get('/transitory', { schema: contract.schema('listTransitory') }, async (request) => ({
    statements: acts.transitory.list(callerOf(request)).map(shownStatement),
  }))

  app.post(
    '/records/:id/transitory/confirmations',
    { schema: contract.schema('confirmTransitory') },
    async (request, reply) => {
      const { id } = request.params as Named
      const asked = request.body as { as: Confirmer; agrees: boolean; reason: string }
      const outcome = await acts.transitory.confirm(id, asked, entriesOf(id), callerOf(request))
      return reply.code(201).send(shownStatement(allowed(outcome)))
    },
  )

  app.post(
    '/records/:id/transitory/reversal',
    { schema: contract.schema('reverseTransitory') },
    async (request, reply) => {
      const { id } = request.params as Named
      const { reason } = request.body as { reason: string }
      const outcome = await acts.transitory.reverse(id, reason, entriesOf(id), callerOf(request))
      return reply.code(201).send(shownStatement(allowed(outcome)))
    },
  )

  app.post('/cases/closings', { schema: contract.schema('closeCase') }, async (request, reply) => {
    const { matter, closed_on, reason } = request.body as { matter: string; closed_on: string | null; reason: string }
    const outcome = await acts.closeCase({ matter, closedOn: closed_on, reason }, callerOf(request))
    return reply.code(201).send(shownClosing(allowed(outcome)))
  })

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
