import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { Deactivation } from '../provisioning/deactivation.ts'
import { composeRevocation } from '../provisioning/revoke.ts'
import { allowed } from './governance-api.ts'
import { personOrders } from './orderer.ts'

/** Clause MS-05: whoever loses a device ends their own sessions and tokens by saying so. A new sign-in works at once. */
export function ownAccess(deactivation: Deactivation, clock: Clock): (caller: Principal) => Promise<void> {
  return async (caller) => {
    const { issuer, subject } = caller
    const order = { issuer, subject, before: null, cause: 'other', reason: 'lost or stolen equipment' } as const
    allowed(
      await deactivation.enact(personOrders(caller, clock.now()).order, (rows, now) =>
        composeRevocation(order, rows, now),
      ),
    )
  }
}
