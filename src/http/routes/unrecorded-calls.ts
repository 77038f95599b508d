import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import { INCIDENT, type UnrecordedCallsRow } from '../../pipeline/use-after-revocation.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Orderer } from '../orderer.ts'

export interface UnrecordedCallParts {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly orderer: (request: FastifyRequest) => Orderer
}

/** What a reconciliation found; `calls` are the first of them. */
interface Found {
  readonly incident: string
  readonly agency: string
  readonly vendor: string
  readonly from: string
  readonly to: string
  readonly count: number
  readonly export: string
  readonly calls: readonly { readonly id: string; readonly at: string }[]
}

const text = { type: 'string', minLength: 1, maxLength: 200 } as const
const time = { type: 'string', format: 'date-time' } as const

/**
 * Clauses MS-55, MO-11: calls that a vendor answered and the log doesn’t know are an incident, opened once; the same calls
 * found again add nothing. For the operator of this machine, who holds the vendor’s export.
 */
export async function unrecordedCallRoutes(
  app: FastifyInstance,
  { ledger, clock, orderer }: UnrecordedCallParts,
): Promise<void> {
  const call = {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'at'],
    properties: { id: text, at: time },
  }
  const body = {
    type: 'object',
    additionalProperties: false,
    required: ['incident', 'agency', 'vendor', 'from', 'to', 'count', 'export', 'calls'],
    properties: {
      incident: { type: 'string', pattern: '^unrecorded:[0-9a-f]{32}$' },
      agency: text,
      vendor: text,
      from: time,
      to: time,
      count: { type: 'integer', minimum: 1 },
      export: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      calls: { type: 'array', maxItems: 100, items: call },
    },
  }
  app.post('/incidents', { schema: { body } }, async (request, reply) => {
    const { incident, agency, vendor, from, to, count, export: digest, calls } = request.body as Found
    if (ledger.state.get(INCIDENT, incident) !== undefined) return { incident, opened: false }
    const at = new Date(clock.now()).toISOString()
    const kind = 'unrecorded-calls'
    const row: UnrecordedCallsRow = {
      kind,
      vendor,
      agency,
      from,
      to,
      referredTo: 'security',
      first: at,
      last: at,
      count,
    }
    const about = { vendor, from, to, count, calls, export: digest, referredTo: row.referredTo }
    await ledger.write({
      type: 'incident',
      agency,
      actor: orderer(request).order.actor,
      meta: { action: 'opened', incident, kind, clauses: ['MS-55', 'MO-11'], ...about },
      state: [{ kind: INCIDENT, key: incident, value: row }],
    })
    return reply.code(201).send({ incident, opened: true })
  })
}
