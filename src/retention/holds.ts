import { HELD, type HeldRows, type IndexRange, toRanges } from '../core/destruction.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import { HOLD_MAIL, type HoldMailRow } from '../core/notice.ts'
import { StateMoved } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import type { StateChange } from '../core/record.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { refusal } from '../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { SearchQueryError } from '../records/search/query-error.ts'
import { stale } from '../records/stale.ts'
import { findHeld, type HoldReader } from './find-held.ts'
import { mayPlace, maySee } from './hold-authority.ts'
import { saysSomething } from './hold-criteria.ts'
import { type Custodian, isReminded, mailTo } from './hold-mails.ts'
import {
  HOLD_NOTICE,
  type HoldCriteria,
  type HoldKind,
  type HoldNoticeRow,
  LEGAL_HOLD,
  type LegalHoldRow,
} from './hold-row.ts'
import { notForRoles } from './refusals.ts'

export interface HoldParts {
  readonly store: HoldReader
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
  /** Connectors by which custodians are told beside the page of holds; left out: none. */
  readonly mailBy?: () => readonly string[]
  /** Days between two mails to a custodian who hasn't acknowledged; left out: a week. */
  readonly remindDays?: () => number
}

export interface HoldOrder {
  readonly matter: string
  readonly kind: HoldKind
  readonly reason: string
  readonly criteria: HoldCriteria
  /** Who is told; the people of the criteria when left out. Nobody for an investigation. */
  readonly custodians?: readonly string[]
  readonly notice?: string
}

/** What a hold would keep. */
export interface HoldPreview {
  readonly entries: number
  readonly exchanges: number
  /** Records in scope of its query whose words nobody could look at. */
  readonly unseen: number
}

/** Legal holds: nothing that one keeps is destroyed until every hold over it is released, by two people (MO-10). */
export interface Holds {
  place(order: HoldOrder, caller: Principal): Promise<LegalHoldRow | Refusal>
  /** What it would keep, if it were placed now: the same look, and nothing is written. */
  preview(order: HoldOrder, caller: Principal): Promise<HoldPreview | Refusal>
  /** Those that the caller may know of. */
  list(caller: Principal): readonly LegalHoldRow[]
  /** Notices to the caller as a custodian. */
  notices(caller: Principal): readonly HoldNoticeRow[]
  acknowledge(id: string, caller: Principal): Promise<HoldNoticeRow | Refusal>
  /** The first person asks, another one releases. */
  release(id: string, reason: string, caller: Principal): Promise<LegalHoldRow | Refusal>
  /** The same for the evidence of an incident; whoever asks has looked whether the caller may know of that. */
  releaseEvidence(id: string, reason: string, caller: Principal): Promise<LegalHoldRow | Refusal>
  /** Looks at what was recorded since the last look, and writes down what each hold keeps of it. */
  refresh(): Promise<void>
  /** Writes again to custodians who haven't acknowledged for a while. */
  remind(): Promise<void>
  /** Whom a hold's notice went to. Whoever asks has looked whether the caller may know of the hold. */
  custodians(hold: string): readonly Custodian[]
}

export function createHolds({ store, ledger, clock, ids, mailBy = () => [], remindDays = () => 7 }: HoldParts): Holds {
  const rows = ledger.state
  /** How far each hold was looked at by this process: looks that find nothing leave no entry. */
  const seen = new Map<string, number>()
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  const now = (): string => new Date(clock.now()).toISOString()
  const all = (): LegalHoldRow[] => [...rows.all(LEGAL_HOLD).values()] as LegalHoldRow[]

  /** The `hold` entry with what was found, in the form that a verifier reads. */
  async function materialise(
    hold: LegalHoldRow,
    found: readonly number[],
    from: number,
    actor: Principal | null,
    more: readonly StateChange[],
    before: LegalHoldRow | null,
  ): Promise<void> {
    const ranges: readonly IndexRange[] = toRanges(found)
    const isSilent = hold.kind === 'investigation'
    const held: HeldRows = { hold: hold.id, ranges, ...(isSilent ? { isSilent } : {}) }
    await ledger.write({
      type: 'hold',
      agency: hold.agency,
      actor,
      meta: { action: from === 0 ? 'hold-placed' : 'hold-extended', hold: hold.id, matter: hold.matter },
      body: {
        hold: hold.id,
        matter: hold.matter,
        kind: hold.kind,
        criteria: hold.criteria,
        looked_at: { from, to: hold.upTo },
        ranges: ranges.map(([first, end]) => ({ first, last: end })),
      },
      state: [
        { kind: LEGAL_HOLD, key: hold.id, value: hold },
        { kind: HELD, key: `${hold.id}#${from}`, value: held },
        ...more,
      ],
      basis: [{ kind: LEGAL_HOLD, key: hold.id, value: before }],
    })
    seen.set(hold.id, hold.upTo)
  }

  /** Keeps what was recorded since. Where another gateway did so a moment ago, what is behind that. */
  async function extend(hold: LegalHoldRow, size: number): Promise<void> {
    if (hold.releasedAt !== null || isFixed(hold.criteria)) return
    const from = Math.max(hold.upTo, seen.get(hold.id) ?? 0)
    const kept = ([...rows.all(HELD).values()] as HeldRows[]).filter((row) => row.hold === hold.id)
    const ranges = kept.flatMap((row) => row.ranges).toSorted(([a], [b]) => a - b)
    const { found, upTo, unseen } = await findHeld(store, hold, from, size, ranges)
    if (found.length === 0) return void seen.set(hold.id, upTo)
    const more = { ...hold, upTo, entries: hold.entries + found.length, unseen }
    try {
      await materialise(more, found, from, null, [], hold)
    } catch (error) {
      if (!(error instanceof StateMoved)) throw error
      await extend(error.rows[0]!.value as LegalHoldRow, size)
    }
  }

  function visible(id: string, caller: Principal): LegalHoldRow | Refusal {
    const hold = rows.get(LEGAL_HOLD, id) as LegalHoldRow | undefined
    if (hold !== undefined && hold.releasedAt === null && maySee(caller, hold)) return hold
    return unknownHold()
  }

  /** A query that can't be read is its writer's to mend. */
  async function lookFor(hold: Pick<LegalHoldRow, 'agency' | 'criteria'>, from: number, to: number) {
    try {
      return await findHeld(store, hold, from, to)
    } catch (error) {
      if (!(error instanceof SearchQueryError)) throw error
      return refusal('malformed_body', {
        rule: 'hold-query',
        clause: 'MO-10',
        message: error.message,
        next: error.next,
      })
    }
  }

  async function wouldKeep({ kind, criteria }: HoldOrder, caller: Principal) {
    const refused = mayPlace(caller, kind, criteria)
    if (refused !== null) return refused
    if (!saysSomething(criteria))
      return refusal('malformed_body', {
        rule: 'hold-criteria',
        clause: 'MO-10',
        message: 'A hold needs a criterion: people, units, dates, facets or a matter.',
        next: 'Say what it keeps.',
      })
    return lookFor({ agency: caller.agency, criteria }, 0, await store.size())
  }

  async function release(
    hold: LegalHoldRow | Refusal,
    reason: string,
    caller: Principal,
  ): Promise<LegalHoldRow | Refusal> {
    if ('code' in hold) return hold
    const { id } = hold
    if (hold.criteria.request !== undefined)
      return notForRoles('request-hold', 'It ends with the request that it is for.', 'Close the request.')
    if (hold.releaseAskedBy === caller.key)
      return notForRoles('two-people', 'You have asked for this release; it takes a second person.', 'Ask a colleague.')
    const meta = { hold: id, matter: hold.matter, reason }
    const seenAs = { kind: LEGAL_HOLD, key: id, value: hold }
    if (hold.releaseAskedBy === null) {
      const asked = { ...hold, releaseAskedBy: caller.key }
      const state = [{ kind: LEGAL_HOLD, key: id, value: asked }]
      const act = {
        type: 'admin' as const,
        agency: hold.agency,
        actor: caller,
        meta: { action: 'hold-release-asked', ...meta },
        state,
        basis: [seenAs],
      }
      const written = await writeOr(ledger, act, (moved) => stale(moved, seenAs, TOLD))
      return 'code' in written ? written : asked
    }
    const released = { ...hold, releasedAt: now() }
    const held = ([...rows.all(HELD)] as [string, HeldRows][]).filter(([, value]) => value.hold === id)
    const act = {
      type: 'hold_release' as const,
      agency: hold.agency,
      actor: caller,
      // What it kept is no longer found by it: the index reads here what that was.
      meta: { action: 'hold-released', ...meta, askedBy: hold.releaseAskedBy, held: held.map(([, value]) => value) },
      body: { hold: id, matter: hold.matter },
      state: [
        { kind: LEGAL_HOLD, key: id, value: released },
        ...held.map(([key]) => ({ kind: HELD, key, value: null })),
      ],
      basis: [seenAs],
    }
    const written = await writeOr(ledger, act, (moved) => stale(moved, seenAs, TOLD))
    return 'code' in written ? written : released
  }

  return {
    place: (order, caller) =>
      inTurn(async () => {
        const { matter, kind, reason, criteria } = order
        const held = await wouldKeep(order, caller)
        if ('code' in held) return held
        const { found, upTo, unseen } = held
        const hold: LegalHoldRow = {
          id: ids.entryId(),
          agency: caller.agency,
          matter,
          kind,
          reason,
          criteria,
          placedBy: caller.key,
          placedAt: now(),
          upTo,
          entries: found.length,
          unseen,
          releaseAskedBy: null,
          releasedAt: null,
        }
        const notices = noticesFor(hold, order)
        const mails = notices.flatMap(
          ({ value }) => mailTo(rows, mailBy(), hold, (value as HoldNoticeRow).person, hold.placedAt)?.state ?? [],
        )
        await materialise(hold, found, 0, caller, [...notices, ...mails], null)
        return hold
      }),
    preview: (order, caller) =>
      inTurn(async () => {
        const held = await wouldKeep(order, caller)
        if ('code' in held) return held
        const { found, exchanges, unseen } = held
        return { entries: found.length, exchanges, unseen }
      }),
    list: (caller) => all().filter((hold) => maySee(caller, hold)),
    notices: (caller) =>
      ([...rows.all(HOLD_NOTICE).values()] as HoldNoticeRow[]).filter(({ person }) => person === caller.key),
    acknowledge: (id, caller) =>
      inTurn(async () => {
        const key = `${id}|${caller.key}`
        const notice = rows.get(HOLD_NOTICE, key) as HoldNoticeRow | undefined
        if (notice === undefined)
          return refusal('route_not_governed', { rule: 'hold', message: 'There is no such hold for you.' })
        if (notice.acknowledgedAt !== null) return notice
        const acknowledged = { ...notice, acknowledgedAt: now() }
        await ledger.write({
          type: 'admin',
          agency: caller.agency,
          actor: caller,
          meta: { action: 'hold-acknowledged', hold: id },
          state: [{ kind: HOLD_NOTICE, key, value: acknowledged }],
        })
        return acknowledged
      }),
    release: (id, reason, caller) => inTurn(() => release(visible(id, caller), reason, caller)),
    releaseEvidence: (id, reason, caller) =>
      inTurn(() => {
        const hold = rows.get(LEGAL_HOLD, id) as LegalHoldRow | undefined
        return release(hold?.releasedAt === null ? hold : unknownHold(), reason, caller)
      }),
    refresh: () =>
      inTurn(async () => {
        const size = await store.size()
        for (const hold of all()) await extend(hold, size)
      }),
    remind: () =>
      inTurn(async () => {
        for (const [key, row] of rows.all(HOLD_NOTICE) as ReadonlyMap<string, HoldNoticeRow>) {
          const hold = rows.get(LEGAL_HOLD, row.hold) as LegalHoldRow | undefined
          if (!isReminded(rows, hold, row, clock.now(), remindDays())) continue
          const mail = mailTo(rows, mailBy(), hold, row.person, now())
          if (mail === null) continue
          const act = {
            type: 'admin' as const,
            agency: hold.agency,
            actor: null,
            meta: { action: 'hold-reminder', hold: hold.id },
            state: mail.state,
            basis: [mail.basis, { kind: HOLD_NOTICE, key, value: row }],
          }
          // Another gateway has just done so, or they have acknowledged.
          await writeOr(ledger, act, () => null)
        }
      }),
    custodians: (hold) =>
      ([...rows.all(HOLD_NOTICE).values()] as HoldNoticeRow[])
        .filter((row) => row.hold === hold)
        .map(({ person, acknowledgedAt }) => ({
          person,
          acknowledgedAt,
          mail: (rows.get(HOLD_MAIL, `${hold}|${person}`) as HoldMailRow | undefined) ?? null,
        })),
  }
}

/** What it keeps was said by whoever placed it, and nothing is looked for. */
function isFixed({ request, incident }: HoldCriteria): boolean {
  return request !== undefined || incident !== undefined
}

/** What whoever may release a hold is told of what another one did. */
const TOLD = { clause: 'MO-10', members: ['entries', 'releaseAskedBy', 'releasedAt'] }

function unknownHold(): Refusal {
  return refusal('route_not_governed', { rule: 'hold', message: 'There is no such hold for you.' })
}

/** An investigation tells nobody. */
function noticesFor(hold: LegalHoldRow, { custodians, notice }: HoldOrder): StateChange[] {
  if (hold.kind === 'investigation') return []
  const text = notice ?? `Keep everything that concerns ${hold.matter}. Nothing of it may be destroyed or changed.`
  return (custodians ?? hold.criteria.people ?? []).map((person) => {
    const row: HoldNoticeRow = {
      hold: hold.id,
      matter: hold.matter,
      person,
      text,
      at: hold.placedAt,
      acknowledgedAt: null,
    }
    return { kind: HOLD_NOTICE, key: `${hold.id}|${person}`, value: row }
  })
}
