import type { ExchangeId } from './ids.ts'
import type { Principal } from './principal.ts'
import type { Refusal } from './refusal-codes.ts'

/** Why an open exchange is ended from outside. */
export class Interruption extends Error {
  override readonly name = 'Interruption'
  readonly kind: 'client_left' | 'revoked' | 'suspended' | 'quota' | 'drain'
  /** What the caller is told; null when nobody is there to be told. */
  readonly refusal: Refusal | null
  constructor(kind: Interruption['kind'], refusal: Refusal | null) {
    super(kind)
    this.kind = kind
    this.refusal = refusal
  }
}

/** What an exchange is judged by while it is open; each is null until it is known. */
export interface OpenExchange {
  readonly id: ExchangeId
  readonly abort: AbortController
  principal: Principal | null
  system: string | null
  vendor: string | null
  purpose: string | null
  /** Key of the row of the sign-in at the pages that it was asked from; null: a token of the caller's own. */
  session: string | null
}

export function openExchange(id: ExchangeId): OpenExchange {
  return { id, abort: new AbortController(), principal: null, system: null, vendor: null, purpose: null, session: null }
}

/** Every exchange that has begun and has no durable terminal record yet. */
export interface ExchangeRegistry {
  readonly open: ReadonlyMap<ExchangeId, OpenExchange>
  add(exchange: OpenExchange): void
  remove(id: ExchangeId): void
  /** Ends every open exchange that there is a reason to end; returns how many. */
  interrupt(why: (exchange: OpenExchange) => Interruption | null): number
  /** Resolves when none is open. */
  idle(): Promise<void>
}

export function createRegistry(): ExchangeRegistry {
  const open = new Map<ExchangeId, OpenExchange>()
  let waiting: (() => void)[] = []
  return {
    open,
    add(exchange) {
      open.set(exchange.id, exchange)
    },
    remove(id) {
      open.delete(id)
      if (open.size > 0) return
      for (const resolve of waiting) resolve()
      waiting = []
    },
    interrupt(why) {
      let count = 0
      for (const exchange of open.values()) {
        if (exchange.abort.signal.aborted) continue
        const interruption = why(exchange)
        if (interruption === null) continue
        exchange.abort.abort(interruption)
        count++
      }
      return count
    },
    idle() {
      return open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))
    },
  }
}
