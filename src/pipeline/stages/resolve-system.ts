import { resolveSystem as lookUp } from '../../policy/resolve-system.ts'
import { slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Clauses MS-28, MS-56: `model` names a system on the approved list, or nothing is forwarded. */
export const resolveSystem: RequestStage = {
  name: 'resolve-system',
  onFault: 'record_unavailable',
  run(exchange) {
    const found = lookUp(exchange.policy, slot(exchange, 'reading').model, slot(exchange, 'wire').id)
    if (found.kind === 'refuse') return found.refusal
    exchange.system = found.system
    exchange.model = found.model
    exchange.open.system = found.system.id
    return null
  },
}
