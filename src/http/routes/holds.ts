import type { FastifyInstance } from 'fastify'
import type { HoldNoticeRow, LegalHoldRow } from '../../retention/hold-row.ts'
import type { HoldOrder, Holds } from '../../retention/holds.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

/** Clauses MO-10, MS-24: legal holds, the notices to their custodians, and their release by two people. */
export async function holdRoutes(
  app: FastifyInstance,
  { contract, holds, look }: { readonly contract: Contract; readonly holds: Holds; readonly look: RecordLook },
): Promise<void> {
  app.get('/holds', { schema: contract.schema('listHolds') }, async (request) => {
    const caller = callerOf(request)
    const visible = holds.list(caller)
    // One's own notices are one's own.
    if (visible.length > 0) await look(request, { action: 'view-holds', holds: visible.map(({ id }) => id) })
    return { holds: visible.map(shown), notices: holds.notices(caller).map(shownNotice) }
  })

  app.post('/holds', { schema: contract.schema('placeHold') }, async (request, reply) => {
    const order = request.body as HoldOrder
    return reply.code(201).send(shown(allowed(await holds.place(order, callerOf(request)))))
  })

  app.post('/holds/:id/acknowledgments', { schema: contract.schema('acknowledgeHold') }, async (request) => {
    const { id } = request.params as { id: string }
    return shownNotice(allowed(await holds.acknowledge(id, callerOf(request))))
  })

  app.post('/holds/:id/release', { schema: contract.schema('releaseHold') }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const { reason } = request.body as { reason: string }
    const hold = allowed(await holds.release(id, reason, callerOf(request)))
    return reply.code(hold.releasedAt === null ? 202 : 200).send(shown(hold))
  })
}

function shown(hold: LegalHoldRow) {
  const { id, matter, kind, reason, criteria, entries, unseen } = hold
  const state = hold.releasedAt !== null ? 'released' : hold.releaseAskedBy === null ? 'in-force' : 'release-asked'
  return {
    id,
    matter,
    kind,
    reason,
    criteria,
    entries,
    unseen,
    state,
    placed_by: hold.placedBy,
    placed_at: hold.placedAt,
    released_at: hold.releasedAt,
  }
}

function shownNotice({ hold, matter, text, at, acknowledgedAt }: HoldNoticeRow) {
  return { hold, matter, text, at, acknowledged_at: acknowledgedAt }
}
