import { cutFallen } from '../core/cut-fallen.ts'
import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { EntryType, StateBasis, StateChange } from '../core/record.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { ExchangeRegistry } from '../core/registry.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { Ledger } from '../records/ledger.ts'

/** Ways in which the gateway is told that somebody's access, or a system's use, ends. Labels of the lag metric. */
export const SIGNALS = ['api', 'shell', 'scim', 'security-event', 'logout'] as const
export type Signal = (typeof SIGNALS)[number]

/** Who orders, and when they did by their own clock (milliseconds since the epoch). */
export interface Order {
  readonly signal: Signal
  readonly at: number
  /** A person, or `os:<user>`, `scim:<issuer id>`, `ssf:<issuer id>`, `oidc:<issuer id>`. */
  readonly actor: Principal | string
}

/** What an order comes to: one entry of the log and the rows that change with it. */
export interface Composed<T> {
  readonly type?: EntryType
  /** Null: nothing changes, and nothing is written. */
  readonly meta: Readonly<Record<string, unknown>> | null
  readonly state: readonly StateChange[]
  /** Rows that it was worked out from; where another gateway has changed one, `enact` rejects with `StateMoved`. */
  readonly basis?: readonly StateBasis[]
  readonly result: T
}

export interface Enacted<T> {
  readonly result: T
  /** Open exchanges that were ended. */
  readonly cut: number
}

export interface Deactivation {
  readonly rows: StateRows
  /**
   * Carries an order out. `compose` sees the rows as the last order left them: orders are carried out one by one, so that
   * none undoes another that it didn't see. Resolves once the entry is durable, the rows are in force, and open exchanges
   * that no longer stand have been told to end. Rejects with `StoreUnavailable`; then nothing is in force.
   */
  enact<T extends object>(
    order: Order,
    compose: (rows: StateRows, now: number) => Composed<T> | Refusal,
  ): Promise<Enacted<T> | Refusal>
}

export interface DeactivationParts {
  readonly ledger: Ledger
  readonly registry: ExchangeRegistry
  readonly clock: Clock
  /** Agency of orders that no person gave. */
  readonly agency: string
  /** Drops verified tokens from memory. */
  readonly forget: () => void
  /** Seconds from the signal's own time until it was in force here. */
  readonly observeLag: (signal: Signal, seconds: number) => void
}

/** Clause MO-09: every way in which access ends comes through here. */
export function createDeactivation(parts: DeactivationParts): Deactivation {
  const { ledger, registry, clock } = parts
  let last: Promise<unknown> = Promise.resolve()

  async function carryOut<T extends object>(
    { signal, at, actor }: Order,
    compose: (rows: StateRows, now: number) => Composed<T> | Refusal,
  ): Promise<Enacted<T> | Refusal> {
    const composed = compose(ledger.state, clock.now())
    if ('code' in composed) return composed
    const { type = 'admin', meta, state, result, basis } = composed
    if (meta === null) return { result, cut: 0 }
    const agency = typeof actor === 'string' ? parts.agency : actor.agency
    const told = { ...meta, signal, signalledAt: rfc3339(at) }
    await ledger.write({ type, agency, actor, meta: told, state, ...(basis === undefined ? {} : { basis }) })
    parts.forget()
    const cut = cutFallen(registry, ledger.state, clock.now())
    parts.observeLag(signal, Math.max(0, clock.now() - at) / 1000)
    return { result, cut }
  }

  return {
    rows: ledger.state,
    enact(order, compose) {
      const carried = last.then(() => carryOut(order, compose))
      last = carried.catch(() => undefined)
      return carried
    },
  }
}

function rfc3339(ms: number): string {
  return new Date(ms).toISOString()
}
