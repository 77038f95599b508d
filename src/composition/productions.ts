import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Authority } from '../productions/build/terms.ts'
import { createProductions, type Productions } from '../productions/productions.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { KeyRing } from '../records/key-ring.ts'
import type { Ledger } from '../records/ledger.ts'
import { DISPOSITION, type DispositionRow } from '../retention/disposition-row.ts'

export interface ProductionsParts {
  readonly config: Pick<Config, 'data' | 'databaseUrl' | 'instance'>
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  readonly recordKey: KeyRing
  readonly log: Pick<Logger, 'error'>
}

/** How often packages are looked at for what was destroyed since, milliseconds. */
const LOOK_EVERY_MS = 60_000

/** Productions, with the builds that an end of the process interrupted gone on with. */
export function startProductions(parts: ProductionsParts): Productions {
  const { config, ledger, recordKey, log } = parts
  const fault = (what: string, error: unknown): void =>
    log.error({ event: 'production.fault', what, fault: error instanceof Error ? error.message : typeof error })
  const productions = createProductions({
    ...parts,
    place: { folder: config.data, recordKey, databaseUrl: config.databaseUrl },
    exports: join(config.data, 'exports'),
    instance: config.instance,
    authorities: () => authoritiesOf(ledger),
    fault,
  })
  const drop = (): void => void productions.dropDestroyed().catch((error: unknown) => fault('destroyed', error))
  drop()
  const looking = setInterval(drop, LOOK_EVERY_MS).unref()
  productions.builds.resume()
  return {
    ...productions,
    async stop() {
      clearInterval(looking)
      await productions.stop()
    },
  }
}

function authoritiesOf({ state }: Ledger): Authority[] {
  const rows = [...state.all(DISPOSITION).values()] as DispositionRow[]
  return rows
    .filter(({ status }) => status === 'destroying' || status === 'done')
    .map(({ id, rule, citation, schedule, finishedAt, targets, kept }) => ({
      disposition: id,
      rule,
      citation,
      schedule,
      finishedAt,
      targets,
      kept,
    }))
}
