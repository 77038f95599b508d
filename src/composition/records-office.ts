import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { PRODUCTION_STATE } from '../productions/production-row.ts'
import type { Productions } from '../productions/productions.ts'
import type { SearchExports } from '../productions/search-exports/search-exports.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { KeyRing } from '../records/key-ring.ts'
import type { Ledger } from '../records/ledger.ts'
import { REQUEST_STATE } from '../requests/request-state.ts'
import { RETENTION_STATE } from '../retention/retention-state.ts'
import { startProductions } from './productions.ts'
import { type RecordsRequests, startRequests } from './requests.ts'
import { type Retention, startRetention } from './retention.ts'
import { startSearchExports } from './search-exports.ts'

export interface RecordsOfficeParts {
  readonly config: Config
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  readonly recordKey: KeyRing
  readonly log: Logger
}

/** What records officers and counsel do with the log. */
export interface RecordsOffice {
  readonly retention: Retention
  readonly requests: RecordsRequests
  readonly productions: Productions
  readonly exports: SearchExports
  /** Resolves once nothing of it is under way. */
  stop(): Promise<void>
}

/** Every kind of state that it keeps in memory. */
export const RECORDS_OFFICE_STATE: readonly string[] = [...RETENTION_STATE, ...REQUEST_STATE, ...PRODUCTION_STATE]

export async function startRecordsOffice(parts: RecordsOfficeParts): Promise<RecordsOffice> {
  const { config, log } = parts
  const retention = await startRetention(parts)
  const requests = await startRequests({ ...parts, instance: config.instance, logger: log })
  const productions = startProductions(parts)
  const exports = startSearchExports(parts)
  return {
    retention,
    requests,
    productions,
    exports,
    async stop() {
      await retention.stop()
      await exports.stop()
      await productions.stop()
      await requests.stop()
    },
  }
}
