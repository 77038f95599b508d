import type { Principal } from '../../core/principal.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { PEOPLE_MIN } from '../../core/small-cells.ts'
import type { SuspensionTarget } from '../../core/suspension.ts'
import { conflict, notYours } from '../../incidents/refusals.ts'
import { whyNot } from '../../incidents/take-step.ts'
import { agencyCounts } from '../../policy/record-access.ts'
import { authorityOf, maySuspend } from '../../provisioning/authority.ts'
import type { Deactivation } from '../../provisioning/deactivation.ts'
import type { NamedTarget } from '../../provisioning/known-names.ts'
import { composeSuspension } from '../../provisioning/suspend.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import { personOrders } from '../orderer.ts'
import type { RecordLook } from '../record-looks.ts'
import { type SearchParts, searchWithin } from '../record-search.ts'
import type { IncidentDesk, IncidentDeskParts } from './incident-desk.ts'

/** What an incident can lead to suspending, by one person; `all` has no value. */
export const INCIDENT_TARGETS = ['system', 'unit', 'all'] as const satisfies readonly SuspensionTarget[]

export interface Stop {
  readonly target: (typeof INCIDENT_TARGETS)[number]
  readonly value: string
}

/** Whom a stop would hit. Numbers behind which are fewer than ten people are null. */
export interface Consequences extends Stop {
  /** Of the last thirty days. */
  readonly calls: number | null
  /** Of this month and the one before. */
  readonly people: number | null
  readonly units: readonly string[]
  readonly lag: number
}

export interface SuspensionDesk {
  /** Whether somebody may suspend a system, their unit, or everything. */
  may(caller: Principal, stop: Stop): boolean
  /** Whom it would hit; looked at before it is ordered, and the look is an entry. */
  consequences(asking: Asking, stop: Stop): Promise<Consequences>
  /** Orders it because of an incident that the caller works on; both know of each other from then on. */
  suspend(asking: Asking, incident: string, stop: Stop, reason: string): Promise<void>
}

export interface SuspensionDeskParts extends SearchParts {
  readonly look: RecordLook
  readonly newId: () => string
  readonly deactivation: Deactivation
  readonly unknownName: (named: NamedTarget) => Refusal | null
  readonly incidents: IncidentDesk
  readonly office: IncidentDeskParts['office']
}

const DAYS_MS = 30 * 86_400_000

/** Clauses MS-31, MS-51, MO-24: a stop from where its cause is known, with what it means shown first. A person orders it, never the gateway. */
export function createSuspensionDesk(parts: SuspensionDeskParts): SuspensionDesk {
  const { policy, clock, look, deactivation } = parts
  const judge = (caller: Principal, stop: Stop) => maySuspend(caller, stop, policy(), deactivation.rows)

  function mustBeAllowed(caller: Principal, stop: Stop): void {
    const refused = judge(caller, stop)
    if (refused !== null) throw new Refused(refused.code, refused)
    const unknown = parts.unknownName(stop)
    if (unknown !== null) throw new Refused(unknown.code, unknown)
  }

  return {
    may: (caller, stop) => judge(caller, stop) === null,

    async consequences(asking, { target, value }) {
      const caller = callerOf(asking)
      mustBeAllowed(caller, { target, value })
      await look(asking, { action: 'suspension-consequences', target, value })
      const search = searchWithin(parts, agencyCounts(policy(), caller))
      const now = clock.now()
      const after = new Date(now - DAYS_MS).toISOString()
      const months = [monthOf(now), monthOf(now - DAYS_MS)]
      const within = target === 'all' ? '' : ` ${target}:"${value.replaceAll('"', ' ')}"`
      const query = `type:prompt${within} after:${after}`
      const { total, counts, tally, lag } = await search({ query, limit: 1, countBy: ['unit'], tally: months })
      const people = new Set(
        tally.flatMap((row) => ((target === 'all' || row[target] === value) && row.exchanges > 0 ? [row.user] : [])),
      ).size
      const isFew = people < PEOPLE_MIN
      return {
        target,
        value,
        calls: isFew ? null : total,
        people: isFew ? null : people,
        units: (counts['unit'] ?? []).map((unit) => unit.value),
        lag,
      }
    },

    async suspend(asking, incident, { target, value }, reason) {
      const caller = callerOf(asking)
      const { sight, row } = await parts.incidents.show(asking, incident)
      if (sight !== 'worker') throw new Refused(notYours().code, notYours())
      // What is over gives no cause: nothing is ordered that couldn't be noted.
      const why = whyNot(row, { kind: 'suspend', suspension: '' })
      if (why !== null) throw new Refused('conflict', conflict('suspend', why))
      mustBeAllowed(caller, { target, value })
      const { order } = personOrders(caller, clock.now())
      const id = parts.newId()
      const asked = { id, target, value, reason, until: null, by: caller.key, authority: authorityOf(caller) }
      allowed(await deactivation.enact(order, (rows, now) => composeSuspension(asked, rows, now)))
      allowed(await parts.office.incidents.suspended(incident, id, reason, caller))
    },
  }
}

function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 7)
}
