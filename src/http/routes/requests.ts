import type { FastifyInstance } from 'fastify'
import { dayAfter, dayOf } from '../../core/calendar.ts'
import type { Clock } from '../../core/ids.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { clockOf } from '../../requests/clock.ts'
import { mayKnow } from '../../requests/request-authority.ts'
import type { RequestLog } from '../../requests/request-log.ts'
import type { Intake, RecordsRequestRow } from '../../requests/request-row.ts'
import { calendarOf, type IntakeOrder, type Requests } from '../../requests/requests.ts'
import { transitionSchema } from '../../requests/transitions.ts'
import { undecidedOf } from '../../requests/undecided.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export interface RequestRouteParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly look: RecordLook
  readonly log: RequestLog
  readonly requests: Requests
}

/** Clauses MS-24, MO-06: public-records requests, each act an entry, and each look at who asks for what as well. */
export async function requestRoutes(app: FastifyInstance, parts: RequestRouteParts): Promise<void> {
  const { contract, policy, clock, look, log, requests } = parts
  const shown = (row: RecordsRequestRow) => shownRequest(row, policy(), clock.now())

  app.get('/requests', { schema: contract.schema('listRequests') }, async (request) => {
    const caller = callerOf(request)
    const { status } = request.query as { status?: string }
    const rows = log.all().filter((row) => mayKnow(policy(), caller, row.agency))
    if (rows.length === 0 && !mayKnow(policy(), caller, caller.agency)) throw notYours()
    const wanted = rows.filter((row) => status === undefined || row.status === status)
    return { requests: wanted.map(shown), undecided: undecidedOf(policy()) }
  })

  app.post('/requests', { schema: contract.schema('receiveRequest') }, async (request, reply) => {
    const { received_at: receivedAt, ...order } = request.body as Omit<IntakeOrder, 'receivedAt'> & {
      received_at?: string
    }
    const row = await requests.receive(
      { ...order, ...(receivedAt === undefined ? {} : { receivedAt }) },
      callerOf(request),
    )
    return reply.code(201).send(shown(allowed(row)))
  })

  app.get('/requests/denials', { schema: contract.schema('listDenials') }, async (request) => {
    const caller = callerOf(request)
    if (!mayKnow(policy(), caller, caller.agency)) throw notYours()
    const { profile, recordsRequests } = policy()
    const own = log.all().filter((row) => mayKnow(policy(), caller, row.agency))
    return {
      denials: own.flatMap(({ id, number, letters }) =>
        letters
          .filter(({ kind }) => kind === 'denial')
          .map((letter) => {
            const day = dayOf(Date.parse(letter.at), profile.timezone)
            const until = recordsRequests === null ? null : dayAfter(day, recordsRequests.denials.retain)
            return { request: id, number, letter: letter.id, denied_on: day, kept_at_least_until: until }
          }),
      ),
    }
  })

  app.get('/requests/:id', { schema: contract.schema('showRequest') }, async (request) => {
    const { id } = request.params as { id: string }
    const row = allowed(log.known(id, callerOf(request)))
    await look(request, { action: 'show-request', request: id })
    const intake = (await log.wordsOf(row.intake))['intake'] as Intake
    return { ...shown(row), ...intake }
  })

  app.post('/requests/:id/transitions', { schema: contract.schema('moveRequest') }, async (request, reply) => {
    const { id } = request.params as { id: string }
    const asked = transitionSchema.safeParse(request.body)
    // Who may not know of it isn't told how to ask.
    allowed(log.known(id, callerOf(request)))
    if (!asked.success) {
      const [issue] = asked.error.issues
      throw new Refused('malformed_body', {
        clause: 'MO-06',
        rule: 'transition',
        message: `${issue?.path.join('.') || 'The transition'}: ${issue?.message ?? 'is not one'}.`,
        next: 'See openapi.yaml for what each transition needs.',
      })
    }
    return reply.code(201).send(shown(allowed(await requests.transition(id, asked.data, callerOf(request)))))
  })

  app.get('/requests/:id/letters/:letter', { schema: contract.schema('showRequestLetter') }, async (request) => {
    const { id, letter } = request.params as { id: string; letter: string }
    const row = allowed(log.known(id, callerOf(request)))
    const found = row.letters.find((one) => one.id === letter)
    if (found === undefined)
      throw new Refused('route_not_governed', { rule: 'letter', message: 'The request has no such letter.' })
    await look(request, { action: 'show-request-letter', request: id, letter })
    const { text } = (await log.wordsOf(letter))['letter'] as { text: string }
    return { ...found, text }
  })
}

function notYours(): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MO-06',
    rule: 'requests',
    message: 'Your roles don’t include public-records requests.',
    next: 'Ask a records officer.',
  })
}

export function shownRequest(row: RecordsRequestRow, policy: PolicySet, now: number) {
  const isOver = row.status === 'closed' || row.status === 'withdrawn'
  const { due, left, limit, overdue, pastLimit, waiting } = clockOf(row, calendarOf(policy), now)
  return {
    id: row.id,
    number: row.number,
    agency: row.agency,
    status: row.status,
    channel: row.channel,
    received_at: row.receivedAt,
    received_on: row.receivedDay,
    due_on: due,
    days_left: isOver ? null : left,
    overdue: !isOver && overdue,
    limit_on: limit,
    past_limit: !isOver && pastLimit && !row.agreed,
    waiting: waiting === null ? null : { for: waiting.for, since: waiting.from, until: waiting.until },
    fees_cents: row.feesCents,
    partial_releases: row.partialReleases,
    outcome: row.outcome,
    closed_on: row.closedDay,
    appeal_pending: row.appealPending,
    appeal_over_on: row.appealOver,
    hold: row.hold,
    hold_released_at: row.holdReleasedAt,
    frozen_at: row.frozenAt,
    has_plan: row.plan !== null,
    run: row.run === null ? null : { id: row.run.id, status: row.run.status },
    letters: row.letters,
  }
}
