import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { rolesInForce } from '../policy/roles-in-force.ts'
import type { Exchange } from './exchange.ts'
import type { PipelineParts } from './stage.ts'
import { authenticate } from './stages/authenticate.ts'
import { refuseRevoked } from './stages/refuse-revoked.ts'
import { resolvePrincipal } from './stages/resolve-principal.ts'

/** The questions that every caller answers, whatever they ask for. */
const STAGES = [authenticate, resolvePrincipal, refuseRevoked] as const

/** Who asks, beside inference: same credentials, same rules. The exchange is only what the stages work on. */
export async function identify(exchange: Exchange, parts: PipelineParts): Promise<Principal | Refusal> {
  for (const stage of STAGES) {
    const refused = await stage.run(exchange, parts)
    if (refused !== null) return refused
  }
  const principal = exchange.principal!
  // A duty counts with the sign-in that it needs (roles.yaml), at the API as for inference.
  return { ...principal, roles: rolesInForce(exchange.policy, principal) }
}
