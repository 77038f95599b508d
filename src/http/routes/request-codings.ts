import type { FastifyInstance } from 'fastify'
import type { Coding } from '../../core/records-request.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type CodedItem, type CodingOrder, type Codings, countCodings } from '../../requests/codings.ts'
import { isCounsel } from '../../requests/request-authority.ts'
import type { RequestLog } from '../../requests/request-log.ts'
import type { SampleResult, Samples } from '../../requests/samples.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export interface RequestCodingParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly look: RecordLook
  readonly log: RequestLog
  readonly codings: Codings
  readonly samples: Samples
}

/** Clauses MS-24, MO-06: what reviewers say of each record of a request's scope, and samples that check them. */
export async function requestCodingRoutes(app: FastifyInstance, parts: RequestCodingParts): Promise<void> {
  const { contract, policy, look, log, codings, samples } = parts

  app.get('/requests/:id/records', { schema: contract.schema('listRequestRecords') }, async (request) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: string }
    const { cursor, limit = 100, coding } = request.query as { cursor?: number; limit?: number; coding?: string }
    const row = allowed(log.known(id, caller))
    await look(request, { action: 'list-request-records', request: id, ...(coding === undefined ? {} : { coding }) })
    const items = codings.items(row, caller)
    const wanted = items.filter(
      ({ index, coded }) =>
        index > (cursor ?? -1) && (coding === undefined || (coded === null ? 'uncoded' : coded.coding) === coding),
    )
    const page = wanted.slice(0, limit)
    return {
      counts: countCodings(items, isCounsel(policy(), caller)),
      records: page.map(shownItem),
      cursor: wanted.length > page.length ? page.at(-1)!.index : null,
    }
  })

  app.get('/requests/:id/next', { schema: contract.schema('nextUncodedRecord') }, async (request) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: string }
    const { after = -1 } = request.query as { after?: number }
    const row = allowed(log.worked(id, caller))
    await look(request, { action: 'next-uncoded-record', request: id })
    const next = codings.items(row, caller).find(({ index, coded }) => index > after && coded === null)
    return { record: next === undefined ? null : shownItem(next) }
  })

  app.post('/requests/:id/codings', { schema: contract.schema('codeRequestRecords') }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const { exemptions = [], ...order } = request.body as Omit<CodingOrder, 'exemptions'> & { exemptions?: string[] }
    return reply.code(201).send(allowed(await codings.code(id, { ...order, exemptions }, callerOf(request))))
  })

  app.post('/requests/:id/samples', { schema: contract.schema('drawRequestSample') }, async (request, reply) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: string }
    const { of = null, ...order } = request.body as { seed: string; size: number; of?: Coding; reason: string }
    const { id: sample } = allowed(await samples.draw(id, { ...order, of }, caller))
    const row = allowed(log.worked(id, caller))
    return reply.code(201).send(shownSample(allowed(samples.result(row, sample, caller))))
  })

  app.get('/requests/:id/samples/:sample', { schema: contract.schema('showRequestSample') }, async (request) => {
    const caller = callerOf(request)
    const { id, sample } = request.params as { id: string; sample: string }
    const row = allowed(log.known(id, caller))
    const result = allowed(samples.result(row, sample, caller))
    await look(request, { action: 'show-request-sample', request: id, sample })
    return shownSample(result)
  })

  app.post(
    '/requests/:id/samples/:sample/codings',
    { schema: contract.schema('codeRequestSample') },
    async (request, reply) => {
      const { id, sample } = request.params as { id: string; sample: string }
      const { exemptions = [], ...order } = request.body as {
        exchange: string
        coding: Coding
        exemptions?: string[]
        reason: string
      }
      const result = await samples.second(id, sample, { ...order, exemptions }, callerOf(request))
      return reply.code(201).send(shownSample(allowed(result)))
    },
  )
}

function shownItem({ exchange, index, coded }: CodedItem) {
  const { coding, exemptions, by, at, earlier } = coded ?? {}
  return {
    exchange,
    index,
    coding: coding ?? null,
    ...(coded === null ? {} : { exemptions, by, at, earlier }),
  }
}

function shownSample({ row, items, looked, overturned, rate }: SampleResult) {
  const { id, seed, of, by, at } = row
  return {
    id,
    seed,
    of,
    drawn_by: by,
    drawn_at: at,
    records: items
      .toSorted((a, b) => a.index - b.index)
      .map(({ second, ...item }) => ({
        ...shownItem(item),
        second: second === null ? null : { coding: second.coding, by: second.by, at: second.at },
      })),
    looked_at: looked,
    overturned,
    rate,
  }
}
