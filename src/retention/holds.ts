import { HELD, type HeldRows, type IndexRange, toRanges } from '../core/destruction.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import { createTurns } from '../core/in-turn.ts'
import { HOLD_MAIL, type HoldMailRow } from '../core/notice.ts'
import { StateMoved } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import type { StateBasis, StateChange } from '../core/record.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { refusal } from '../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { stale } from '../records/stale.ts'
import { findHeld, type HoldReader } from './find-held.ts'
import { maySee } from './hold-authority.ts'
import { type Custodian, isReminded, mailTo } from './hold-mails.ts'
import { noticesFor } from './hold-notices.ts'
import { type HoldOrder, refuseOrder } from './hold-order.ts'
import {
  gatheringKey,
  HOLD_NOTICE,
  type HoldCriteria,
  type HoldNoticeRow,
  LEGAL_HOLD,
  type LegalHoldRow,
} from './hold-row.ts'
import { createRelease } from './release-hold.ts'

export interface HoldParts {
  readonly store: HoldReader
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
  /** Connectors by which custodians are told beside the page of holds; left out: none. */
  readonly mailBy?: () => readonly string[]
  /** Days between two mails to a custodian who hasn't acknowledged; left out: a week. */
  readonly remindDays?: () => number
  /** Told where a look failed: it is taken again before anything is destroyed. */
  readonly failed?: (error: unknown) => void
}

/** Legal holds: nothing that one keeps is destroyed until every hold over it is released, by two people (MO-10). */
export interface Holds {
  /**
   * In force from the moment that this resolves. What it keeps is gathered behind that; until it is known, nothing at all is
   * destroyed of what there was. `from`: rows that it was worked out from, and what becomes of them.
   */
  place(order: HoldOrder, caller: Principal, from?: PlacedFrom): Promise<LegalHoldRow | Refusal>
  /** One that the caller may know of, released or not. */
  find(id: string, caller: Principal): LegalHoldRow | Refusal
  /** How far the gathering of a hold is at this gateway, from 0 to 1; null: it isn't under way here. */
  share(id: string): number | null
  /** Resolves once this gateway isn't gathering it, or not any more. */
  gathered(id: string): Promise<void>
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
  /** Goes on with what an end of a gateway interrupted. */
  resume(): void
  /** Writes again to custodians who haven't acknowledged for a while. */
  remind(): Promise<void>
  /** Whom a hold's notice went to. Whoever asks has looked whether the caller may know of the hold. */
  custodians(hold: string): readonly Custodian[]
  /** Leaves off; what is being gathered is gathered at the next start. */
  stop(): Promise<void>
}

/** When a look that failed is taken again, milliseconds. */
const AGAIN_MS = 60_000

/** A check that a hold comes from: of two holds from the same one counts. */
export interface PlacedFrom {
  readonly basis: StateBasis
  readonly state: readonly StateChange[]
}

export function createHolds(parts: HoldParts): Holds {
  const { store, ledger, clock, ids, mailBy = () => [], remindDays = () => 7, failed = () => undefined } = parts
  const rows = ledger.state
  /** How far each hold was looked at by this process: looks that find nothing leave no entry. */
  const seen = new Map<string, number>()
  /** Share of holds that are being gathered here. */
  const shares = new Map<string, number>()
  const gathering = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  // Looks take long, and what people do about a hold doesn't wait for them.
  const [looking, acting] = [createTurns(), createTurns()]
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => looking('looks', work)
  const release = createRelease({ ledger, clock, settled: () => inTurn(async () => undefined) })
  const now = (): string => new Date(clock.now()).toISOString()
  const all = (): LegalHoldRow[] => [...rows.all(LEGAL_HOLD).values()] as LegalHoldRow[]

  /** The `hold` entry with what was found, in the form that a verifier reads. */
  async function materialise(
    hold: LegalHoldRow,
    { found, from, tail }: { found: readonly number[]; from: number; tail: StateChange | null },
    before: LegalHoldRow,
  ): Promise<void> {
    const ranges: readonly IndexRange[] = toRanges(found)
    const isSilent = hold.kind === 'investigation'
    const held: HeldRows = { hold: hold.id, ranges, ...(isSilent ? { isSilent } : {}) }
    await ledger.write({
      type: 'hold',
      agency: hold.agency,
      actor: null,
      meta: { action: 'hold-extended', hold: hold.id, matter: hold.matter },
      body: {
        hold: hold.id,
        matter: hold.matter,
        kind: hold.kind,
        criteria: hold.criteria,
        looked_at: { from, to: hold.upTo },
        ranges: ranges.map(([first, end]) => ({ first, last: end })),
        // All of it was kept since the hold was placed.
        ...(from === 0 ? { gathered: true } : {}),
      },
      state: [
        { kind: LEGAL_HOLD, key: hold.id, value: hold },
        { kind: HELD, key: `${hold.id}#${from}`, value: held },
        ...(tail === null ? [] : [tail]),
      ],
      basis: [{ kind: LEGAL_HOLD, key: hold.id, value: before }],
    })
    seen.set(hold.id, hold.upTo)
  }

  /** Keeps what was recorded since, or all that it is for. Where another gateway did so a moment ago, what is behind that. */
  async function extend(hold: LegalHoldRow, size: number): Promise<void> {
    if (hold.releasedAt !== null || isFixed(hold.criteria)) return
    const from = Math.max(hold.upTo, seen.get(hold.id) ?? 0)
    const kept = ([...rows.all(HELD)] as [string, HeldRows][])
      .filter(([key, row]) => row.hold === hold.id && key !== gatheringKey(hold.id))
      .flatMap(([, row]) => row.ranges)
      .toSorted(([a], [b]) => a - b)
    const progress = {
      signal: stopping.signal,
      looked: (done: number, of: number) => void (hold.isGathering && shares.set(hold.id, done / of)),
    }
    const { found, upTo, unseen } = await findHeld(store, hold, from, size, kept, progress)
    const tail = tailOf(hold.id, upTo)
    if (found.length === 0 && tail === null && !hold.isGathering) return void seen.set(hold.id, upTo)
    for (let before = hold; ; ) {
      const { isGathering: _, ...known } = before
      try {
        const more = { ...known, upTo, entries: known.entries + found.length, unseen }
        return await materialise(more, { found, from, tail }, before)
      } catch (error) {
        if (!(error instanceof StateMoved)) throw error
        const moved = error.rows[0]!.value as LegalHoldRow
        if (moved.releasedAt !== null) return
        if (moved.upTo !== before.upTo) return extend(moved, size)
        before = moved
      }
    }
  }

  /** What stays kept whole, since the index of a query hasn't reached it yet. Null: nothing of that changes. */
  function tailOf(hold: string, upTo: number): StateChange | null {
    const key = gatheringKey(hold)
    const row = rows.get(HELD, key) as HeldRows | undefined
    if (row === undefined) return null
    const end = row.ranges.at(-1)?.[1] ?? -1
    return { kind: HELD, key, value: upTo > end ? null : { ...row, ranges: [[upTo, end]] } }
  }

  function begin(id: string): void {
    const done = gather(id).finally(() => gathering.delete(id))
    gathering.set(id, done)
  }

  async function gather(id: string): Promise<void> {
    const { signal } = stopping
    shares.set(id, 0)
    try {
      await inTurn(async () => extend(rows.get(LEGAL_HOLD, id) as LegalHoldRow, await store.size()))
    } catch (error) {
      if (signal.aborted) return
      failed(error)
      // Until it is known what it keeps it keeps everything: that isn't left for long.
      setTimeout(() => void (signal.aborted || begin(id)), AGAIN_MS).unref()
    } finally {
      shares.delete(id)
    }
  }

  function resume(): void {
    for (const { id, isGathering, releasedAt } of all()) if (isGathering && releasedAt === null) begin(id)
  }

  function find(id: string, caller: Principal): LegalHoldRow | Refusal {
    const hold = rows.get(LEGAL_HOLD, id) as LegalHoldRow | undefined
    return hold !== undefined && maySee(caller, hold) ? hold : unknownHold()
  }

  function visible(id: string, caller: Principal): LegalHoldRow | Refusal {
    const hold = find(id, caller)
    return 'code' in hold || hold.releasedAt === null ? hold : unknownHold()
  }

  return {
    find,
    resume,
    share: (id) => shares.get(id) ?? null,
    gathered: (id) => gathering.get(id) ?? Promise.resolve(),
    async place(order, caller, from) {
      const refused = await refuseOrder(store, order, caller)
      if (refused !== null) return refused
      const { matter, kind, reason, criteria } = order
      const hold: LegalHoldRow = {
        id: ids.entryId(),
        agency: caller.agency,
        matter,
        kind,
        reason,
        criteria,
        placedBy: caller.key,
        placedAt: now(),
        upTo: 0,
        entries: 0,
        unseen: 0,
        isGathering: true,
        releaseAskedBy: null,
        releasedAt: null,
      }
      const size = await store.size()
      const all: HeldRows = { hold: hold.id, ranges: size === 0 ? [] : [[0, size - 1]], isSilent: true }
      const notices = noticesFor(hold, order)
      const mails = notices.flatMap(
        ({ value }) => mailTo(rows, mailBy(), hold, (value as HoldNoticeRow).person, hold.placedAt)?.state ?? [],
      )
      const act = {
        type: 'hold' as const,
        agency: hold.agency,
        actor: caller,
        meta: { action: 'hold-placed', hold: hold.id, matter },
        body: { hold: hold.id, matter, kind, criteria, looked_at: { from: 0, to: 0 }, ranges: [] },
        state: [
          { kind: LEGAL_HOLD, key: hold.id, value: hold },
          { kind: HELD, key: gatheringKey(hold.id), value: all },
          ...notices,
          ...mails,
          ...(from?.state ?? []),
        ],
        basis: [{ kind: LEGAL_HOLD, key: hold.id, value: null }, ...(from === undefined ? [] : [from.basis])],
      }
      const written = await writeOr(ledger, act, (moved) =>
        stale(moved, from!.basis, { clause: 'MO-10', members: ['status'] }),
      )
      if ('code' in written) return written
      begin(hold.id)
      return hold
    },
    list: (caller) => all().filter((hold) => maySee(caller, hold)),
    notices: (caller) =>
      ([...rows.all(HOLD_NOTICE).values()] as HoldNoticeRow[]).filter(({ person }) => person === caller.key),
    acknowledge: (id, caller) =>
      acting(id, async () => {
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
    release: (id, reason, caller) =>
      acting(id, async () => {
        const hold = visible(id, caller)
        return 'code' in hold ? hold : release(hold, reason, caller)
      }),
    releaseEvidence: (id, reason, caller) =>
      acting(id, async () => {
        const hold = rows.get(LEGAL_HOLD, id) as LegalHoldRow | undefined
        return hold?.releasedAt === null ? release(hold, reason, caller) : unknownHold()
      }),
    refresh: () =>
      inTurn(async () => {
        const size = await store.size()
        for (const hold of all()) await extend(hold, size).finally(() => shares.delete(hold.id))
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
    async stop() {
      stopping.abort()
      await inTurn(async () => undefined)
    },
  }
}

/** What it keeps was said by whoever placed it, and nothing is looked for. */
function isFixed({ request, incident }: HoldCriteria): boolean {
  return request !== undefined || incident !== undefined
}

function unknownHold(): Refusal {
  return refusal('route_not_governed', { rule: 'hold', message: 'There is no such hold for you.' })
}
