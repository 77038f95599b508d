import { HELD, type HeldRows } from '../core/destruction.ts'
import type { Clock } from '../core/ids.ts'
import { StateMoved } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { stale } from '../records/stale.ts'
import { gatheringKey, LEGAL_HOLD, type LegalHoldRow } from './hold-row.ts'
import { notForRoles } from './refusals.ts'

/** What whoever may release a hold is told of what another one did. */
const TOLD = { clause: 'MO-10', members: ['entries', 'releaseAskedBy', 'releasedAt'] }

export interface ReleaseParts {
  readonly ledger: Ledger
  readonly clock: Clock
  /** Resolves once what is looked at now is. */
  readonly settled: () => Promise<void>
}

/** Two people release a hold: the first one asks. */
export function createRelease({ ledger, clock, settled }: ReleaseParts) {
  const rows = ledger.state

  async function release(hold: LegalHoldRow, reason: string, caller: Principal): Promise<LegalHoldRow | Refusal> {
    for (let known = hold; ; ) {
      const outcome = await releaseStep(known, reason, caller)
      if (!(outcome instanceof StateMoved)) return outcome
      // A look that ended at the same moment changes nothing of what was decided about.
      await settled()
      const current = rows.get(LEGAL_HOLD, hold.id) as LegalHoldRow
      if (current === known || current.releaseAskedBy !== known.releaseAskedBy || current.releasedAt !== null)
        return stale(outcome, { kind: LEGAL_HOLD, key: hold.id, value: known }, TOLD)
      known = current
    }
  }

  async function releaseStep(
    hold: LegalHoldRow,
    reason: string,
    caller: Principal,
  ): Promise<LegalHoldRow | Refusal | StateMoved> {
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
      const written = await writeOr(ledger, act, (moved) => moved)
      return written instanceof StateMoved ? written : asked
    }
    const released = { ...hold, releasedAt: new Date(clock.now()).toISOString() }
    const held = ([...rows.all(HELD)] as [string, HeldRows][]).filter(([, value]) => value.hold === id)
    // What it kept is no longer found by it: the index reads here what that was.
    const found = held.flatMap(([key, value]) => (key === gatheringKey(id) ? [] : [value]))
    const act = {
      type: 'hold_release' as const,
      agency: hold.agency,
      actor: caller,
      meta: { action: 'hold-released', ...meta, askedBy: hold.releaseAskedBy, held: found },
      body: { hold: id, matter: hold.matter },
      state: [
        { kind: LEGAL_HOLD, key: id, value: released },
        ...held.map(([key]) => ({ kind: HELD, key, value: null })),
      ],
      basis: [seenAs],
    }
    const written = await writeOr(ledger, act, (moved) => moved)
    return written instanceof StateMoved ? written : released
  }

  return release
}
