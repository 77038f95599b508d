import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'
import { createClaims } from './claims.ts'
import { createKeptAnswers, type KeptAnswer } from './kept-answers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The key that this request has taken. */
    takenKey: string | null
  }
}

/** 1 to 255 printable characters of ASCII. */
const KEY = /^[\x21-\x7e]{1,255}$/

/**
 * Takes an act once for each `Idempotency-Key` of its caller (draft-ietf-httpapi-idempotency-key-header): sent again, the
 * first answer is given again; where that isn’t at hand any more, or another gateway has it, 409 says that the act was
 * taken. What was refused may be sent again; of what failed nobody can tell here whether it was done, so it counts as taken.
 * Looks have no keys: each is an entry of its own.
 */
export function idempotency(
  app: FastifyInstance,
  { contract, ledger, clock }: { contract: Contract; ledger: Ledger; clock: Clock },
): void {
  const claims = createClaims(ledger, clock)
  const answers = createKeptAnswers()
  app.decorateRequest('takenKey', null)

  app.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key']
    if (given === undefined || !contract.takesKey(request.method, request.routeOptions.url ?? '')) return
    if (typeof given !== 'string' || !KEY.test(given)) throw refused(malformed())
    const key = keyOf(request, given)
    const digest = digestOf(request)
    const sent = answers.find(key)
    if (sent !== undefined && sent.digest === digest && sent.answer !== null) return again(reply, sent.answer)
    if (sent !== undefined) throw refused(sent.digest === digest ? onItsWay() : another())
    answers.begin(key, digest)
    try {
      const claim = await claims.take(callerOf(request), operationOf(request), key, digest)
      if (claim !== null) throw refused(claim.digest === digest ? taken(claim.at) : another())
    } catch (error) {
      answers.forget(key)
      throw error
    }
    request.takenKey = key
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const { takenKey: key } = request
    if (key === null) return
    request.takenKey = null
    if (reply.statusCode < 400 && typeof payload === 'string') answers.end(key, answerOf(reply, payload))
    else answers.forget(key)
    if (reply.statusCode >= 400 && reply.statusCode < 500)
      await claims.release(callerOf(request), operationOf(request), key).catch(() => undefined)
  })
}

function answerOf(reply: FastifyReply, payload: string): KeptAnswer {
  const header = (name: string): string | undefined => reply.getHeader(name)?.toString()
  return { status: reply.statusCode, type: header('content-type'), location: header('location'), payload }
}

function again(reply: FastifyReply, { status, type, location, payload }: KeptAnswer): FastifyReply {
  if (type !== undefined) reply.header('content-type', type)
  if (location !== undefined) reply.header('location', location)
  return reply.code(status).header('idempotency-replayed', 'true').send(payload)
}

/** Somebody else’s key of the same name is another one. */
function keyOf(request: FastifyRequest, given: string): string {
  const { issuer, subject, client } = callerOf(request)
  return sha256(JSON.stringify([issuer, subject, client, given]))
}

/** Whose roles have changed since asks for something else: an answer of before isn’t theirs any more. */
function digestOf(request: FastifyRequest): string {
  const { agency, unit, roles } = callerOf(request)
  return sha256(JSON.stringify([request.method, request.url, request.body ?? null, agency, unit, [...roles].sort()]))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function operationOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url}`
}

function refused(said: Refusal): Refused {
  return new Refused(said.code, said)
}

function malformed(): Refusal {
  return refusal('malformed_body', {
    rule: 'idempotency-key',
    message: 'Idempotency-Key is one word of 1 to 255 printable ASCII characters.',
    next: 'Send a random identifier, such as a UUID.',
  })
}

function onItsWay(): Refusal {
  return refusal('conflict', {
    rule: 'idempotency-key',
    message: 'The same request is still being answered.',
    next: 'Wait for its answer, or send it again in a moment.',
    retryAfterSeconds: 1,
  })
}

function another(): Refusal {
  return refusal('conflict', {
    rule: 'idempotency-key',
    message: 'This Idempotency-Key was sent with another request.',
    next: 'Send a new key with each new request.',
  })
}

function taken(at: string): Refusal {
  return refusal('conflict', {
    rule: 'idempotency-key',
    message: `This request was taken at ${at}, and its answer isn’t at hand any more.`,
    next: 'Look at what came of it before you send it again under a new key.',
  })
}
