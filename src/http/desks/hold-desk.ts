import type { Principal } from '../../core/principal.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { mayPlace } from '../../retention/hold-authority.ts'
import type { Custodian } from '../../retention/hold-mails.ts'
import { HOLD_KINDS, type HoldNoticeRow, type LegalHoldRow } from '../../retention/hold-row.ts'
import type { HoldOrder, HoldPreview, Holds } from '../../retention/holds.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export type ShownHold = ReturnType<typeof shown>
export type ShownNotice = ReturnType<typeof shownNotice>

export interface HoldDesk {
  list(asking: Asking): Promise<{ readonly holds: readonly ShownHold[]; readonly notices: readonly ShownNotice[] }>
  /** What a hold would keep now; nothing is placed. */
  preview(asking: Asking, order: HoldOrder): Promise<HoldPreview>
  place(asking: Asking, order: HoldOrder): Promise<ShownHold>
  acknowledge(asking: Asking, id: string): Promise<ShownNotice>
  release(asking: Asking, id: string, reason: string): Promise<ShownHold>
  /** May place some hold, or has been told of one. */
  mayOpen(caller: Principal): { readonly places: boolean; readonly hasNotices: boolean }
}

/** Clauses MO-10, MS-24: legal holds, the notices to their custodians, and their release by two people. */
export function createHoldDesk({ holds, look }: { readonly holds: Holds; readonly look: RecordLook }): HoldDesk {
  const told = (hold: LegalHoldRow) => shown(hold, holds.custodians(hold.id))
  return {
    async list(asking) {
      const caller = callerOf(asking)
      const visible = holds.list(caller)
      // One's own notices are one's own.
      if (visible.length > 0) await look(asking, { action: 'view-holds', holds: visible.map(({ id }) => id) })
      return { holds: visible.map(told), notices: holds.notices(caller).map(shownNotice) }
    },
    async preview(asking, order) {
      const { matter, kind, criteria } = order
      const found = allowed<HoldPreview | Refusal>(await holds.preview(order, callerOf(asking)))
      await look(asking, { action: 'preview-hold', of: matter, kind, criteria })
      return found
    },
    place: async (asking, order) => told(allowed(await holds.place(order, callerOf(asking)))),
    acknowledge: async (asking, id) => shownNotice(allowed(await holds.acknowledge(id, callerOf(asking)))),
    mayOpen: (caller) => ({
      places: HOLD_KINDS.some((kind) => mayPlace(caller, kind, {}) === null),
      hasNotices: holds.notices(caller).length > 0,
    }),
    release: async (asking, id, reason) => told(allowed(await holds.release(id, reason, callerOf(asking)))),
  }
}

function shown(hold: LegalHoldRow, custodians: readonly Custodian[]) {
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
