import { refusal } from '../core/refusal-codes.ts'
import { type ExchangeRegistry, Interruption } from '../core/registry.ts'

/** Beyond the grace, exchanges that were cut get this long to be recorded, milliseconds. */
const RECORDING_MS = 3_000

/** Lets open exchanges end, at most `graceMs` long, then cuts them. `closing` stops taking new ones. */
export async function drain(
  registry: ExchangeRegistry,
  closing: readonly Promise<unknown>[],
  graceMs: number,
): Promise<void> {
  const why = refusal('upstream_unavailable', { rule: 'drain', message: 'The gateway is shutting down.' })
  const timer = setTimeout(() => registry.interrupt(() => new Interruption('drain', why)), graceMs)
  await Promise.all(closing)
  const late = Promise.withResolvers<void>()
  const giveUp = setTimeout(late.resolve, graceMs + RECORDING_MS).unref()
  await Promise.race([registry.idle(), late.promise])
  clearTimeout(timer)
  clearTimeout(giveUp)
}
