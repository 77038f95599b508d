import { countOf, HELD, type HeldRows, joinRanges, toRanges } from '../core/destruction.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { Act } from '../records/ledger.ts'
import { LEGAL_HOLD, type LegalHoldRow } from './hold-row.ts'

/** Exchanges that an incident speaks of, kept from the moment of the report. */
export interface EvidenceOrder {
  readonly hold: string
  readonly incident: string
  readonly agency: string
  /** RFC 3339. */
  readonly at: string
  /** Entries of the log so far. */
  readonly upTo: number
  /** Where the entries of the exchanges stand. */
  readonly indexes: readonly number[]
}

/**
 * The `hold` entry of an incident's evidence, in the form that a verifier reads. It is silent: in no index, no list and no
 * notice. Null: it keeps all of that already.
 */
export function evidenceHold(order: EvidenceOrder, rows: StateRows): Omit<Act, 'actor'> | null {
  const { hold: id, incident, agency, at, upTo, indexes } = order
  const known = rows.get(LEGAL_HOLD, id) as LegalHoldRow | undefined
  const before = ([...rows.all(HELD)] as [string, HeldRows][]).filter(([, held]) => held.hold === id)
  const ranges = toRanges(indexes.toSorted((a, b) => a - b))
  const kept = joinRanges([...before.flatMap(([, held]) => held.ranges), ...ranges])
  if (known !== undefined && (known.releasedAt !== null || countOf(kept) === known.entries)) return null
  const matter = 'evidence of an incident'
  const hold: LegalHoldRow = {
    id,
    agency,
    matter,
    kind: 'investigation',
    reason: 'frozen as it was reported',
    criteria: { incident },
    placedBy: 'gateway',
    placedAt: known?.placedAt ?? at,
    upTo,
    entries: countOf(kept),
    unseen: 0,
    releaseAskedBy: known?.releaseAskedBy ?? null,
    releasedAt: null,
  }
  const held: HeldRows = { hold: id, ranges, isSilent: true }
  return {
    type: 'hold',
    agency,
    meta: { action: known === undefined ? 'hold-placed' : 'hold-extended', hold: id, matter },
    body: {
      hold: id,
      matter,
      kind: hold.kind,
      criteria: hold.criteria,
      looked_at: { from: 0, to: upTo },
      ranges: ranges.map(([first, last]) => ({ first, last })),
    },
    state: [
      { kind: LEGAL_HOLD, key: id, value: hold },
      { kind: HELD, key: `${id}#${before.length}`, value: held },
    ],
    basis: [
      { kind: LEGAL_HOLD, key: id, value: known ?? null },
      { kind: HELD, key: `${id}#${before.length}`, value: null },
    ],
  }
}
