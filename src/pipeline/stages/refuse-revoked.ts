import { refusal } from '../../core/refusal-codes.ts'
import { isRevoked } from '../../core/revocation.ts'
import { slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Clause MO-09: access ends at once, even while the token is still good. */
export const refuseRevoked: RequestStage = {
  name: 'refuse-revoked',
  onFault: 'record_unavailable',
  run(exchange, { state }) {
    const principal = slot(exchange, 'principal')
    if (!isRevoked(principal, (kind, key) => state.get(kind, key))) return null
    return refusal('credential_revoked', {
      headers: { 'www-authenticate': 'Bearer realm="statehouse", error="invalid_token"' },
    })
  },
}
