import type { Logger } from 'pino'
import { cutFallen } from '../core/cut-fallen.ts'
import type { Clock } from '../core/ids.ts'
import type { PlacedChange } from '../core/record.ts'
import type { ExchangeRegistry } from '../core/registry.ts'
import { SESSION } from '../core/session.ts'
import { STANDING_STATE } from '../provisioning/state-kinds.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { StateCache } from '../records/state-cache.ts'

export interface PeerParts {
  readonly store: Pick<GatewayStore, 'follow'>
  readonly state: StateCache
  readonly registry: ExchangeRegistry
  readonly clock: Clock
  /** Drops verified tokens from memory. */
  readonly forget: () => void
  /** Told, in this order, of everything that another gateway changed. */
  readonly heard: readonly ((changes: readonly PlacedChange[]) => void)[]
  readonly log: Logger
}

const STANDING: ReadonlySet<string> = new Set(STANDING_STATE)

/**
 * Clauses MO-09, MS-31: what another gateway of the log ordered is in force here as well, within a second: it refuses, and
 * ends open exchanges, as an order given here does.
 */
export function followPeers({ store, state, registry, clock, forget, heard, log }: PeerParts): void {
  store.follow((changes) => {
    const fresh = state.merge(changes)
    for (const listen of heard) listen(fresh)
    const isStanding = fresh.some(({ kind }) => STANDING.has(kind))
    if (!isStanding && !fresh.some(({ kind, value }) => kind === SESSION && value === null)) return
    if (isStanding) forget()
    const cut = cutFallen(registry, state, clock.now())
    log.info({ event: 'standing.followed', rows: fresh.length, cut })
  })
}
