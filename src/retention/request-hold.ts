import { countOf, HELD, type HeldRows, type IndexRange, joinRanges } from '../core/destruction.ts'
import type { StateChange } from '../core/record.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { Act } from '../records/ledger.ts'
import { LEGAL_HOLD, type LegalHoldRow } from './hold-row.ts'

/** What a run of a request's search plan found, and is to be kept from now on. */
export interface RequestHoldOrder {
  readonly hold: string
  /** Names this part among the request's: what earlier ones kept stays held. */
  readonly part: string
  readonly request: string
  readonly agency: string
  readonly matter: string
  readonly placedBy: string
  readonly at: string
  readonly upTo: number
  readonly ranges: readonly IndexRange[]
  /** It keeps what is privileged: like an investigation's, it is known to counsel only, and so is how much it keeps. */
  readonly isWalled: boolean
}

/** The `hold` entry of a request, in the form that a verifier reads; in force for whatever is destroyed after it. */
export function requestHold(order: RequestHoldOrder, rows: StateRows): Omit<Act, 'actor'> {
  const { hold: id, part, request, agency, matter, placedBy, at, upTo, ranges, isWalled } = order
  const known = rows.get(LEGAL_HOLD, id) as LegalHoldRow | undefined
  const kind = isWalled ? 'investigation' : 'request'
  const before = ([...rows.all(HELD).values()] as HeldRows[]).filter((one) => one.hold === id)
  const kept = joinRanges([...before.flatMap((one) => one.ranges), ...ranges])
  const hold: LegalHoldRow = {
    id,
    agency,
    matter,
    kind,
    reason: 'open public-records request',
    criteria: { request },
    placedBy: known?.placedBy ?? (isWalled ? 'gateway' : placedBy),
    placedAt: known?.placedAt ?? at,
    upTo,
    entries: countOf(kept),
    unseen: 0,
    releaseAskedBy: null,
    releasedAt: null,
  }
  const held: HeldRows = { hold: id, ranges, ...(isWalled ? { isSilent: true } : {}) }
  return {
    type: 'hold',
    agency,
    meta: { action: known === undefined ? 'hold-placed' : 'hold-extended', hold: id, matter },
    body: {
      hold: id,
      matter,
      kind,
      criteria: hold.criteria,
      looked_at: { from: 0, to: upTo },
      ranges: ranges.map(([first, last]) => ({ first, last })),
    },
    state: [
      { kind: LEGAL_HOLD, key: id, value: hold },
      { kind: HELD, key: `${id}#${part}`, value: held },
    ],
    basis: [{ kind: LEGAL_HOLD, key: id, value: known ?? null }],
  }
}

/** The `hold_release` entry of a request that is closed, and whose appeal period is over. Null: there is no such hold. */
export function requestHoldRelease(id: string, at: string, rows: StateRows): Omit<Act, 'actor'> | null {
  const hold = rows.get(LEGAL_HOLD, id) as LegalHoldRow | undefined
  if (hold === undefined || hold.releasedAt !== null) return null
  const held = ([...rows.all(HELD)] as [string, HeldRows][]).filter(([, value]) => value.hold === id)
  const state: StateChange[] = [
    { kind: LEGAL_HOLD, key: id, value: { ...hold, releasedAt: at } satisfies LegalHoldRow },
    ...held.map(([key]) => ({ kind: HELD, key, value: null })),
  ]
  return {
    type: 'hold_release',
    agency: hold.agency,
    meta: {
      action: 'hold-released',
      hold: id,
      matter: hold.matter,
      reason: 'the request is closed and its appeal period over',
      held: held.map(([, value]) => value),
    },
    body: { hold: id, matter: hold.matter },
    state,
  }
}
