import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { REVEAL, type RevealRow } from '../../core/reveal.ts'
import { endOfNextBusinessDay } from '../../policy/next-business-day.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { mayReveal, mayRevealInEmergency, type RecordFacts, readableParts } from '../../policy/record-access.ts'
import type { Ledger } from '../../records/ledger.ts'
import { type SealedContent, sealedContent } from '../../records/sealed-content.ts'
import type { Asking } from '../asking.ts'
import { callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { notYours, type RevealRequest, revealWay } from '../reveal-rules.ts'
import { type RecordInSight, visibleRecord } from '../visible-record.ts'

export interface RevealDeskParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly clock: Clock
  readonly look: RecordLook
  readonly newId: () => string
}

/** How long a reveal to which somebody agreed may be looked at, milliseconds. */
const AGREED_MS = 3_600_000

/** What a reveal gave: its contents, or that somebody else has to agree first. */
export interface Revealed {
  readonly exchange: string
  readonly part: 'orig' | 'out'
  readonly reveal: string | null
  readonly entries: readonly SealedContent[]
  readonly waits: boolean
}

/** A reveal as people read it. */
export type ToldReveal = ReturnType<typeof told> & { readonly reveal: string; readonly status: string }

export interface RevealDesk {
  content(asking: Asking, id: string, asked: RevealRequest): Promise<Revealed>
  list(asking: Asking): Promise<readonly ToldReveal[]>
  approve(asking: Asking, id: string, reason: string): Promise<ToldReveal>
  review(asking: Asking, id: string, finding: 'justified' | 'not-justified', reason: string): Promise<ToldReveal>
  /** Whether somebody may ask for this part of a record. */
  mayAsk(caller: Principal, facts: RecordFacts, part: 'orig' | 'out'): boolean
}

/** Clauses MS-10, MS-24, MO-19: sealed parts, with role, purpose and reason, by one person or two; never without an entry. */
export function createRevealDesk(parts: RevealDeskParts): RevealDesk {
  const { policy, ledger, clock } = parts

  const maySee = (caller: Principal, facts: RecordFacts): boolean =>
    readableParts(policy(), caller, facts).size > 0 ||
    mayReveal(policy(), caller, facts, 'orig') ||
    mayReveal(policy(), caller, facts, 'out') ||
    mayRevealInEmergency(policy(), caller, facts)

  async function contentOf(asking: Asking, id: string, asked: RevealRequest): Promise<Revealed> {
    const caller = callerOf(asking)
    const { part } = asked
    const found = await visibleRecord(parts, id, (facts) => maySee(caller, facts))
    const content = async (how: Record<string, unknown>): Promise<Revealed> => {
      await write(caller, { action: 'reveal', exchange: id, part, ...how })
      const reveal = typeof how['reveal'] === 'string' ? how['reveal'] : null
      return { exchange: id, part, reveal, entries: sealedContent(found.entries, part), waits: false }
    }
    if (found.facts.owner === caller.key && policy().access.parts[part].own) return content({ purpose: 'own' })
    if (asked.reveal !== undefined) {
      const row = openReveal(asked.reveal, id, part, caller)
      // Who has lost the role since sees no more.
      const mayStill =
        row.emergency === null
          ? mayReveal(policy(), caller, found.facts, part)
          : mayRevealInEmergency(policy(), caller, found.facts)
      if (!mayStill) throw notYours('have this revealed')
      return content({ reveal: asked.reveal, purpose: row.purpose, reason: row.reason })
    }
    const { way, purpose, reason } = revealWay(policy(), caller, found, asked)
    if (way === 'alone') return content({ purpose, reason })
    const reveal = parts.newId()
    const now = clock.now()
    const isEmergency = way === 'emergency'
    const row: RevealRow = {
      exchange: id,
      agency: found.facts.agency,
      part,
      by: caller.key,
      roles: caller.roles,
      purpose,
      reason,
      at: now,
      approvedBy: null,
      until: isEmergency ? now + policy().access.emergency.minutes * 60_000 : null,
      emergency: isEmergency ? emergencyOf(asked, now) : null,
    }
    await write(caller, { action: isEmergency ? 'reveal-emergency' : 'reveal-ask', reveal, ...told(row) }, reveal, row)
    if (isEmergency) return content({ reveal, purpose, reason })
    return { exchange: id, part, reveal, entries: [], waits: true }
  }

  async function list(asking: Asking): Promise<ToldReveal[]> {
    const caller = callerOf(asking)
    const rows = [...ledger.state.all(REVEAL)] as [string, RevealRow][]
    const now = clock.now()
    const reveals: ToldReveal[] = []
    // One at a time: whom it concerns is read from its record, and that is as long as what was typed.
    for (const [id, row] of rows)
      if (await concerns(caller, row)) reveals.push({ reveal: id, status: statusOf(row, now), ...told(row) })
    await parts.look(asking, { action: 'list-reveals' })
    return reveals
  }

  async function approve(asking: Asking, id: string, reason: string): Promise<ToldReveal> {
    const caller = callerOf(asking)
    const { row, found } = await ofReveal(caller, id)
    if (row.by === caller.key) throw samePerson('agree to your own reveal')
    if (!mayReveal(policy(), caller, found.facts, row.part)) throw notYours('agree to a reveal')
    if (row.until !== null) throw tooLate('Somebody agreed to it before.')
    const agreed: RevealRow = { ...row, approvedBy: caller.key, until: clock.now() + AGREED_MS }
    await write(caller, { action: 'reveal-approve', reveal: id, exchange: row.exchange, reason }, id, agreed)
    return { reveal: id, status: statusOf(agreed, clock.now()), ...told(agreed) }
  }

  async function review(
    asking: Asking,
    id: string,
    finding: 'justified' | 'not-justified',
    reason: string,
  ): Promise<ToldReveal> {
    const caller = callerOf(asking)
    const { row } = await ofReveal(caller, id)
    if (row.emergency === null) throw tooLate('It was no emergency.')
    if (row.by === caller.key) throw samePerson('review your own emergency')
    if (!isReviewer(caller)) throw notYours('review an emergency')
    if (row.emergency.reviewedBy !== null) throw tooLate('Somebody reviewed it before.')
    const reviewed: RevealRow = { ...row, emergency: { ...row.emergency, reviewedBy: caller.key, finding } }
    await write(caller, { action: 'reveal-review', reveal: id, exchange: row.exchange, finding, reason }, id, reviewed)
    return { reveal: id, status: statusOf(reviewed, clock.now()), ...told(reviewed) }
  }

  async function write(caller: Principal, meta: Record<string, unknown>, id?: string, row?: RevealRow): Promise<void> {
    const state = id === undefined ? [] : [{ kind: REVEAL, key: id, value: row }]
    await ledger.write({ type: 'access', agency: row?.agency ?? caller.agency, actor: caller, meta, state })
  }

  function emergencyOf({ emergency }: RevealRequest, now: number): RevealRow['emergency'] {
    const reviewBy = endOfNextBusinessDay(policy(), now)
    return { case: emergency?.case ?? '', reviewBy, reviewedBy: null, finding: null }
  }

  /** A reveal that this person may look at now. */
  function openReveal(reveal: string, exchange: string, part: string, caller: Principal): RevealRow {
    const row = ledger.state.get(REVEAL, reveal) as RevealRow | undefined
    if (row === undefined || row.by !== caller.key || row.exchange !== exchange || row.part !== part) throw noReveal()
    if (row.until === null) throw waits('Nobody has agreed to it yet.')
    if (clock.now() >= row.until) throw waits('Its time is over.')
    return row
  }

  function isReviewer({ roles }: Principal): boolean {
    return policy().access.emergency.reviewers.some((role) => roles.includes(role))
  }

  /** Who asked, and whoever may agree or review: on their own side of every wall. */
  async function concerns(caller: Principal, row: RevealRow): Promise<boolean> {
    try {
      await ofRecord(caller, row)
      return true
    } catch (error) {
      if (error instanceof Refused) return false
      throw error
    }
  }

  function ofRecord(caller: Principal, row: RevealRow): Promise<RecordInSight> {
    return visibleRecord(
      parts,
      row.exchange,
      (facts) => row.by === caller.key || (facts.owner !== caller.key && maySee(caller, facts)),
    )
  }

  async function ofReveal(caller: Principal, id: string): Promise<{ row: RevealRow; found: RecordInSight }> {
    const row = ledger.state.get(REVEAL, id) as RevealRow | undefined
    if (row === undefined) throw noReveal()
    return { row, found: await ofRecord(caller, row) }
  }

  return {
    content: contentOf,
    list,
    approve,
    review,
    mayAsk: (caller, facts, part) =>
      mayReveal(policy(), caller, facts, part) ||
      mayRevealInEmergency(policy(), caller, facts) ||
      (facts.owner === caller.key && policy().access.parts[part].own),
  }
}

function statusOf({ until, emergency }: RevealRow, now: number): string {
  if (emergency !== null && emergency.reviewedBy === null)
    return now > emergency.reviewBy ? 'review-overdue' : 'to-review'
  if (until === null) return 'to-approve'
  return now < until ? 'open' : 'closed'
}

/** A row as people read it. */
function told({ exchange, part, by, roles, purpose, reason, at, approvedBy, until, emergency }: RevealRow) {
  const time = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())
  return {
    exchange,
    part,
    by,
    roles: [...roles],
    purpose,
    reason,
    at: time(at),
    approvedBy,
    until: time(until),
    emergency: emergency === null ? null : { ...emergency, reviewBy: time(emergency.reviewBy) },
  }
}

function samePerson(what: string): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MS-52',
    rule: 'two-people',
    message: `You can’t ${what}.`,
    next: 'Ask somebody else whose role it is.',
  })
}

function waits(message: string): Refused {
  return new Refused('approval_required', {
    clause: 'MS-24',
    rule: 'reveal',
    message,
    next: 'Ask for a new reveal, or wait.',
  })
}

function tooLate(message: string): Refused {
  return new Refused('malformed_body', {
    clause: 'MS-24',
    rule: 'reveal',
    message,
    next: 'Look at GET /api/v1/reveals.',
  })
}

function noReveal(): Refused {
  return new Refused('route_not_governed', {
    clause: 'MS-10',
    rule: 'reveal',
    message: 'There is no such reveal for you.',
    next: 'Look at GET /api/v1/reveals.',
  })
}
