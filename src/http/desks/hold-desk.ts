import type { Principal } from '../../core/principal.ts'
import { mayPlace } from '../../retention/hold-authority.ts'
import type { HoldCheckRow } from '../../retention/hold-check-row.ts'
import type { HoldChecks } from '../../retention/hold-checks.ts'
import type { Custodian } from '../../retention/hold-mails.ts'
import type { HoldOrder } from '../../retention/hold-order.ts'
import { HOLD_KINDS, type HoldNoticeRow, type LegalHoldRow } from '../../retention/hold-row.ts'
import type { Holds } from '../../retention/holds.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export type ShownHold = ReturnType<typeof shown>
export type ShownNotice = ReturnType<typeof shownNotice>
export type ShownCheck = ReturnType<typeof shownCheck>

export interface HoldDesk {
  list(asking: Asking): Promise<{ readonly holds: readonly ShownHold[]; readonly notices: readonly ShownNotice[] }>
  /** One hold; while it is being gathered, how far that is. */
  show(asking: Asking, id: string): Promise<ShownHold>
  /** Begins a look at what a hold would keep now; nothing is placed. */
  check(asking: Asking, order: HoldOrder): Promise<ShownCheck>
  /** One's own look, and what was asked for. */
  checked(asking: Asking, id: string): { readonly check: ShownCheck; readonly order: HoldOrder }
  /** Resolves once a look, or the gathering of a hold, isn't under way here any more. */
  ended(id: string): Promise<void>
  cancelCheck(asking: Asking, id: string): Promise<ShownCheck>
  /** In force at once; what it keeps is gathered behind that. */
  place(asking: Asking, order: HoldOrder): Promise<ShownHold>
  /** Places what was looked at, once. */
  placeChecked(asking: Asking, id: string): Promise<ShownHold>
  acknowledge(asking: Asking, id: string): Promise<ShownNotice>
  release(asking: Asking, id: string, reason: string): Promise<ShownHold>
  /** May place some hold, or has been told of one. */
  mayOpen(caller: Principal): { readonly places: boolean; readonly hasNotices: boolean }
}

/** Clauses MO-10, MS-24: legal holds, the notices to their custodians, and their release by two people. */
export function createHoldDesk({
  holds,
  checks,
  look,
}: {
  readonly holds: Holds
  readonly checks: HoldChecks
  readonly look: RecordLook
}): HoldDesk {
  const told = (hold: LegalHoldRow) => shown(hold, holds.custodians(hold.id), holds.share(hold.id))
  const toldCheck = (check: HoldCheckRow) => shownCheck(check, checks.share(check.id))
  return {
    async list(asking) {
      const caller = callerOf(asking)
      const visible = holds.list(caller)
      // One's own notices are one's own.
      if (visible.length > 0) await look(asking, { action: 'view-holds', holds: visible.map(({ id }) => id) })
      return { holds: visible.map(told), notices: holds.notices(caller).map(shownNotice) }
    },
    async show(asking, id) {
      const caller = callerOf(asking)
      const hold = allowed(holds.find(id, caller))
      // How far it is says nothing new to whoever placed it: who waits for the end doesn’t fill the log with looks.
      const isWaitedFor = hold.isGathering && hold.placedBy === caller.key
      if (!isWaitedFor) await look(asking, { action: 'view-holds', holds: [id] })
      return told(hold)
    },
    async check(asking, order) {
      const { check, state } = allowed(await checks.prepare(order, callerOf(asking)))
      const { matter, kind, criteria } = order
      await look(asking, { action: 'preview-hold', of: matter, kind, criteria, check: check.id }, state)
      checks.begin(check)
      return toldCheck(check)
    },
    checked(asking, id) {
      const check = allowed(checks.find(id, callerOf(asking)))
      return { check: toldCheck(check), order: check.order }
    },
    ended: async (id) => void (await Promise.all([checks.ended(id), holds.gathered(id)])),
    cancelCheck: async (asking, id) => toldCheck(allowed(await checks.cancel(id, callerOf(asking)))),
    place: async (asking, order) => told(allowed(await holds.place(order, callerOf(asking)))),
    async placeChecked(asking, id) {
      const check = allowed(checks.find(id, callerOf(asking)))
      if (check.status !== 'done') throw notLooked()
      return told(allowed(await holds.place(check.order, callerOf(asking), checks.used(check))))
    },
    acknowledge: async (asking, id) => shownNotice(allowed(await holds.acknowledge(id, callerOf(asking)))),
    mayOpen: (caller) => ({
      places: HOLD_KINDS.some((kind) => mayPlace(caller, kind, {}) === null),
      hasNotices: holds.notices(caller).length > 0,
    }),
    release: async (asking, id, reason) => told(allowed(await holds.release(id, reason, callerOf(asking)))),
  }
}

function notLooked(): Refused {
  return new Refused('conflict', {
    clause: 'MO-10',
    rule: 'hold-check',
    message: 'Nobody knows yet how much this would keep.',
    next: 'Wait for the look to end, or look again.',
  })
}

/** It is over when it is written down, and not before. */
function percentOf(share: number | null): number {
  return Math.min(99, Math.floor((share ?? 0) * 100))
}

function shownCheck({ id, order, status, startedAt, upTo, found }: HoldCheckRow, share: number | null) {
  return {
    id,
    matter: order.matter,
    kind: order.kind,
    status,
    percent: found === null ? percentOf(share) : 100,
    up_to: upTo,
    started_at: startedAt,
    would_keep: found,
  }
}

function shown(hold: LegalHoldRow, custodians: readonly Custodian[], share: number | null) {
  const { id, matter, kind, reason, criteria, entries, unseen } = hold
  const state = hold.releasedAt !== null ? 'released' : hold.releaseAskedBy === null ? 'in-force' : 'release-asked'
  return {
    id,
    matter,
    kind,
    reason,
    criteria,
    entries,
    unseen,
    state,
    gathered: hold.isGathering !== true,
    percent: hold.isGathering ? percentOf(share) : 100,
    placed_by: hold.placedBy,
    placed_at: hold.placedAt,
    released_at: hold.releasedAt,
    custodians: custodians.map(({ person, acknowledgedAt, mail }) => ({
      person,
      acknowledged_at: acknowledgedAt,
      mails: mail?.times ?? 0,
      mailed_at: mail?.sentAt ?? null,
    })),
  }
}

function shownNotice({ hold, matter, text, at, acknowledgedAt }: HoldNoticeRow) {
  return { hold, matter, text, at, acknowledged_at: acknowledgedAt }
}
