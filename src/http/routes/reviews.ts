import type { FastifyInstance } from 'fastify'
import type { AnswerReview, ReviewCheck, ReviewResult } from '../../core/answer-mark.ts'
import type { Contract } from '../contract.ts'
import type { AnswerReviewDesk } from '../desks/answer-review-desk.ts'
import { allowed, callerOf } from '../governance-api.ts'

interface Said {
  readonly exchange: string
  readonly checked: readonly ReviewCheck[]
  readonly result: ReviewResult
  readonly note?: string
}

/** Clauses MS-32, MO-42: a person says that they checked an answer of theirs, or takes that back. */
export async function reviewRoutes(
  app: FastifyInstance,
  { contract, reviews }: { readonly contract: Contract; readonly reviews: AnswerReviewDesk },
): Promise<void> {
  app.post('/reviews', { schema: contract.schema('reviewAnswer') }, async (request, reply) => {
    const { exchange, checked, result, note = '' } = request.body as Said
    const said = { checked, result, note: note.trim() }
    return reply.code(201).send(shown(exchange, allowed(await reviews.review(callerOf(request), exchange, said))))
  })

  app.post('/reviews/:exchange/withdrawal', { schema: contract.schema('withdrawReview') }, async (request) => {
    const { exchange } = request.params as { exchange: string }
    const { reason } = request.body as { reason: string }
    return { ...shown(exchange, allowed(await reviews.withdraw(callerOf(request), exchange, reason))), withdrawn: true }
  })
}

function shown(exchange: string, { name, at, checked, result }: AnswerReview) {
  return { exchange, reviewer: name, at, checked, result }
}
