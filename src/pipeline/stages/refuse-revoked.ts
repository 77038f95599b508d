import { fallOf } from '../../core/standing.ts'
import { slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Clauses MO-09, MO-24: access ends at once, even while the token is still good. */
export const refuseRevoked: RequestStage = {
  name: 'refuse-revoked',
  onFault: 'record_unavailable',
  run(exchange, { state, clock }) {
    const fall = fallOf(slot(exchange, 'principal'), state, clock.now())
    if (fall === null) return null
    if (fall.incident !== null) exchange.incident = fall.incident
    return fall.refusal
  },
}
