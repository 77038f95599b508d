import { resolveSystem as lookUp } from '../../policy/resolve-system.ts'
import { visibleModels } from '../../policy/visible-models.ts'
import { type Exchange, slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'

/** Clauses MS-28, MS-56: `model` names a system on the approved list, or nothing is forwarded. */
export const resolveSystem: RequestStage = {
  name: 'resolve-system',
  onFault: 'record_unavailable',
  run(exchange, { clock }) {
    const asked = slot(exchange, 'reading').model || defaultModel(exchange, clock.now())
    const found = lookUp(exchange.policy, asked, slot(exchange, 'wire').id, clock.now())
    if (found.kind === 'refuse') return found.refusal
    exchange.system = found.system
    exchange.model = found.model
    // From here on a suspension finds it.
    exchange.open.system = found.system.id
    exchange.open.vendor = found.system.vendor.name
    exchange.open.purpose = exchange.declarations?.purpose.id ?? null
    return null
  },
}

/** Where a wire lets `model` be absent: the caller's first model that is meant for this wire. */
function defaultModel(exchange: Exchange, now: number): string {
  const wire = slot(exchange, 'wire').id
  const models = visibleModels(exchange.policy, slot(exchange, 'principal'), now)
  return models.find(({ model }) => model.wires?.includes(wire))?.id ?? ''
}
