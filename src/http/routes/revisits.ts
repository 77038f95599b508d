import type { FastifyInstance } from 'fastify'
import { uuidV7Time } from '../../core/uuid-v7.ts'
import type { RevisitResult, RevisitRow } from '../../oversight/revisits/revisit-row.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Contract } from '../contract.ts'
import type { RevisitDesk } from '../desks/revisit-desk.ts'

/** Clause MS-62: answers of the caller's own to look at again, and counts of what is left in units. */
export async function revisitRoutes(
  app: FastifyInstance,
  {
    contract,
    policy,
    revisits,
  }: { readonly contract: Contract; readonly policy: () => PolicySet; readonly revisits: RevisitDesk },
): Promise<void> {
  app.get('/revisits', { schema: contract.schema('showRevisits') }, async (request) => {
    const row = await revisits.own(request)
    const findings = (policy().oversight?.sampling.revisits?.findings ?? []).map(({ id }) => id)
    return { revisit: row === null ? null : shown(row), findings }
  })

  app.post('/revisits/:number/answers', { schema: contract.schema('answerRevisit') }, async (request, reply) => {
    const { number } = request.params as { number: string }
    const { exchange, result, finding, note } = request.body as {
      exchange: string
      result: RevisitResult
      finding?: string | null
      note?: string
    }
    const row = await revisits.say(request, number, { exchange, result, finding: finding ?? null, note: note ?? '' })
    return reply.code(201).send(shown(row))
  })

  app.get('/reports/revisits', { schema: contract.schema('reportRevisits') }, async (request) => ({
    units: await revisits.counts(request),
  }))
}

function shown({ number, from, to, drawnFrom, of, drawn }: RevisitRow) {
  return {
    ...{ number, from, to, drawn_from: drawnFrom, of },
    answers: drawn.map(({ exchange, answer }) => ({
      exchange,
      asked_at: new Date(uuidV7Time(exchange)).toISOString(),
      result: answer?.result ?? null,
      finding: answer?.finding ?? null,
      answered_at: answer?.at ?? null,
    })),
  }
}
