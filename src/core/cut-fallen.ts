import { refusal } from './refusal-codes.ts'
import { type ExchangeRegistry, Interruption, type OpenExchange } from './registry.ts'
import { SESSION } from './session.ts'
import { fallOf, suspended } from './standing.ts'
import type { StateRows } from './state-rows.ts'
import { suspensionsInForce } from './suspension.ts'

/**
 * Clauses MO-09, MS-31: ends every open exchange that would be refused if it began now (milliseconds since the epoch), by
 * the very questions that it was admitted by. To be called whenever rows have changed, whoever changed them; returns how
 * many were ended.
 */
export function cutFallen(registry: ExchangeRegistry, rows: StateRows, now: number): number {
  return registry.interrupt((open) => interruptionOf(open, rows, now))
}

function interruptionOf(open: OpenExchange, rows: StateRows, now: number): Interruption | null {
  const { principal, system, vendor, purpose, session } = open
  if (session !== null && rows.get(SESSION, session) === undefined)
    return new Interruption('revoked', refusal('credential_revoked'))
  if (principal === null) return null
  const fall = fallOf(principal, rows, now)
  if (fall !== null)
    return new Interruption(fall.refusal.code === 'system_suspended' ? 'suspended' : 'revoked', fall.refusal)
  const { client, unit, key: person } = principal
  const [stop] = suspensionsInForce(rows, { system, vendor, purpose, client, unit, person }, now)
  return stop === undefined ? null : new Interruption('suspended', suspended(stop))
}
