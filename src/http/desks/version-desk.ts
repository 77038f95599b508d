import type { Principal } from '../../core/principal.ts'
import { refusal } from '../../core/refusal-codes.ts'
import { SUSPENSION, type SuspensionRow } from '../../core/suspension.ts'
import { type OpenVersion, openVersions } from '../../oversight/checks/open-versions.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { mayResume } from '../../provisioning/authority.ts'
import type { Deactivation } from '../../provisioning/deactivation.ts'
import { composeResumption, type Seen } from '../../provisioning/suspend.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf } from '../governance-api.ts'
import { personOrders } from '../orderer.ts'
import type { SearchParts } from '../record-search.ts'

/** A version that waits for two people, and what somebody can do about it. */
export interface VersionToAccept extends OpenVersion {
  /** `second`: somebody else has accepted it; `own`: they have, and it takes another person; null: not theirs to accept. */
  readonly acceptAs: 'first' | 'second' | 'own' | null
}

/** Clause MS-54: two people accept a version that a vendor didn’t announce, each with a reason. */
export interface VersionDesk {
  /** Empty where they aren’t the caller’s to see. */
  list(caller: Principal): readonly VersionToAccept[]
  accept(asking: Asking, suspension: string, said: { readonly reason: string; readonly seen: Seen }): Promise<void>
}

export interface VersionDeskParts extends Pick<SearchParts, 'policy' | 'clock'> {
  readonly deactivation: Deactivation
}

export function createVersionDesk({ policy, clock, deactivation }: VersionDeskParts): VersionDesk {
  const { rows } = deactivation
  const rowOf = (id: string): SuspensionRow | undefined => {
    const row = rows.get(SUSPENSION, id) as SuspensionRow | undefined
    return row?.because === 'version' ? row : undefined
  }
  const isProber = ({ roles }: Principal, { oversight }: PolicySet): boolean =>
    (oversight?.probers ?? []).some((role) => roles.includes(role))

  function acceptAs(caller: Principal, id: string): VersionToAccept['acceptAs'] {
    const row = rowOf(id)
    if (row === undefined || mayResume(caller, row, policy(), rows) !== null) return null
    if (row.resumeAskedBy === null) return 'first'
    return row.resumeAskedBy === caller.key ? 'own' : 'second'
  }

  return {
    list: (caller) =>
      openVersions(rows, caller.agency, clock.now())
        .map((one) => ({ ...one, acceptAs: acceptAs(caller, one.suspension) }))
        .filter((one) => one.acceptAs !== null || isProber(caller, policy())),
    async accept(asking, id, { reason, seen }) {
      const caller = callerOf(asking)
      const row = rowOf(id)
      if (row === undefined)
        allowed(
          refusal('conflict', {
            rule: 'stale',
            clause: 'MS-54',
            message: 'This version waits for nobody any more.',
            next: 'Look at the versions that do.',
          }),
        )
      else allowed(mayResume(caller, row, policy(), rows))
      const said = reason.trim().slice(0, 500)
      if (said === '')
        allowed(
          refusal('malformed_body', {
            rule: 'version',
            clause: 'MS-54',
            message: 'Say why this version is accepted.',
            next: 'Name what you looked at, and send it again.',
          }),
        )
      const { order, name } = personOrders(caller, clock.now())
      allowed(await deactivation.enact(order, (now) => composeResumption(id, { by: name, reason: said, seen }, now)))
    },
  }
}
