import { dayAfter, dayOf } from '../../core/calendar.ts'
import type { Clock } from '../../core/ids.ts'
import type { Principal } from '../../core/principal.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { clockOf } from '../../requests/clock.ts'
import { mayKnow, mayWork } from '../../requests/request-authority.ts'
import type { RequestLog } from '../../requests/request-log.ts'
import type { Intake, RecordsRequestRow } from '../../requests/request-row.ts'
import { calendarOf, type DraftedStep, type IntakeOrder, type Requests } from '../../requests/requests.ts'
import { whyNot } from '../../requests/take-step.ts'
import { type Transition, transitionSchema } from '../../requests/transitions.ts'
import { undecidedOf } from '../../requests/undecided.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export interface RequestDeskParts {
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly look: RecordLook
  readonly log: RequestLog
  readonly requests: Requests
}

export type ShownRequest = ReturnType<typeof shownRequest>
export type ShownLetter = RecordsRequestRow['letters'][number] & { readonly text: string }
type Transitions = Transition['transition']

/** A denial, with the day until which the law keeps its letter; null where no law says so. */
export interface ShownDenial {
  readonly request: string
  readonly number: string
  readonly letter: string
  readonly denied_on: string
  readonly kept_at_least_until: string | null
}

export interface RequestDesk {
  mayOpen(caller: Principal): boolean
  /** Whether somebody takes requests in and moves them; others read how they stand. */
  mayWork(caller: Principal): boolean
  list(
    asking: Asking,
    status?: string,
  ): { readonly requests: readonly ShownRequest[]; readonly undecided: ReturnType<typeof undecidedOf> }
  receive(asking: Asking, order: IntakeOrder): Promise<ShownRequest>
  denials(asking: Asking): readonly ShownDenial[]
  show(asking: Asking, id: string): Promise<ShownRequest & Intake>
  /** How it stands, without who asks and what for: no look. */
  standing(asking: Asking, id: string): ShownRequest
  /** Steps that the asker may take now. */
  steps(asking: Asking, id: string): readonly Transitions[]
  /** The letter that a step would send, as it would be sent now. */
  draft(
    asking: Asking,
    id: string,
    step: unknown,
  ): Promise<{ readonly after: ShownRequest; readonly letter: DraftedStep['letter'] }>
  move(asking: Asking, id: string, step: unknown): Promise<ShownRequest>
  letter(asking: Asking, id: string, letter: string): Promise<ShownLetter>
}

const TRANSITIONS: readonly Transitions[] = transitionSchema.options.map(({ shape }) => shape.transition.value)

/** Clauses MS-24, MO-06: public-records requests, each act an entry, and each look at who asks for what as well. */
export function createRequestDesk({ policy, clock, look, log, requests }: RequestDeskParts): RequestDesk {
  const shown = (row: RecordsRequestRow): ShownRequest => shownRequest(row, policy(), clock.now())
  const known = (asking: Asking, id: string): RecordsRequestRow => allowed(log.known(id, callerOf(asking)))

  function listed(asking: Asking): readonly RecordsRequestRow[] {
    const caller = callerOf(asking)
    const rows = log.all().filter((row) => mayKnow(policy(), caller, row.agency))
    if (rows.length === 0 && !mayKnow(policy(), caller, caller.agency)) throw notYours()
    return rows
  }

  return {
    mayOpen: (caller) => mayKnow(policy(), caller, caller.agency),
    mayWork: (caller) => mayWork(policy(), caller, caller.agency),
    list(asking, status) {
      const wanted = listed(asking).filter((row) => status === undefined || row.status === status)
      return { requests: wanted.map(shown), undecided: undecidedOf(policy()) }
    },
    receive: async (asking, order) => shown(allowed(await requests.receive(order, callerOf(asking)))),
    denials(asking) {
      const { profile, recordsRequests } = policy()
      const caller = callerOf(asking)
      if (!mayKnow(policy(), caller, caller.agency)) throw notYours()
      return listed(asking).flatMap(({ id, number, letters }) =>
        letters
          .filter(({ kind }) => kind === 'denial')
          .map((letter) => {
            const day = dayOf(Date.parse(letter.at), profile.timezone)
            const until = recordsRequests === null ? null : dayAfter(day, recordsRequests.denials.retain)
            return { request: id, number, letter: letter.id, denied_on: day, kept_at_least_until: until }
          }),
      )
    },
    async show(asking, id) {
      const row = known(asking, id)
      await look(asking, { action: 'show-request', request: id })
      const intake = (await log.wordsOf(row.intake))['intake'] as Intake
      return { ...shown(row), ...intake }
    },
    standing: (asking, id) => shown(known(asking, id)),
    steps(asking, id) {
      const row = known(asking, id)
      if (!mayWork(policy(), callerOf(asking), row.agency)) return []
      return TRANSITIONS.filter((one) => whyNot(row, one) === null)
    },
    async draft(asking, id, step) {
      known(asking, id)
      const { after, letter } = allowed(await requests.draft(id, readStep(step), callerOf(asking)))
      return { after: shown(after), letter }
    },
    async move(asking, id, step) {
      // Who may not know of it isn't told how to ask.
      known(asking, id)
      return shown(allowed(await requests.transition(id, readStep(step), callerOf(asking))))
    },
    async letter(asking, id, letter) {
      const found = known(asking, id).letters.find((one) => one.id === letter)
      if (found === undefined)
        throw new Refused('route_not_governed', { rule: 'letter', message: 'The request has no such letter.' })
      await look(asking, { action: 'show-request-letter', request: id, letter })
      const { text } = (await log.wordsOf(letter))['letter'] as { text: string }
      return { ...found, text }
    },
  }
}

function readStep(step: unknown): Transition {
  const asked = transitionSchema.safeParse(step)
  if (asked.success) return asked.data
  const [issue] = asked.error.issues
  throw new Refused('malformed_body', {
    clause: 'MO-06',
    rule: 'transition',
    message: `${issue?.path.join('.') || 'The transition'}: ${issue?.message ?? 'is not one'}.`,
    next: 'See openapi.yaml for what each transition needs.',
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

function shownRequest(row: RecordsRequestRow, policy: PolicySet, now: number) {
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
