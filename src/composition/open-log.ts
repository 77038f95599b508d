import type { Logger } from 'pino'
import type { GatewayStore } from '../records/gateway-store.ts'
import { openRecordStore } from '../records/open-record-store.ts'
import type { StoreOptions } from '../records/store-options.ts'
import { createEgress, type Egress } from '../upstream/egress.ts'
import type { AppOptions } from './app-options.ts'
import { type Evidence, openEvidence } from './evidence.ts'

export interface OpenLog {
  readonly store: GatewayStore
  readonly egress: Egress
  readonly evidence: Evidence
}

/**
 * The store, and what others have seen of it. Rejects before anything is written where the store is behind that: such a log
 * is not gone on with.
 */
export async function openLog(
  { config, clock, ids, recordKey, secrets, signingKey, storeWorkerUrl, commitSlowMs }: AppOptions,
  own: NonNullable<StoreOptions['own']>,
  log: Logger,
  onOutage: NonNullable<StoreOptions['onOutage']>,
): Promise<OpenLog> {
  const store = await openRecordStore(config.databaseUrl, {
    folder: config.data,
    origin: config.logOrigin,
    instance: config.instance,
    recordKey,
    signingKey,
    clock,
    ids,
    own,
    ...(storeWorkerUrl ? { workerUrl: storeWorkerUrl } : {}),
    ...(commitSlowMs ? { commitSlowMs } : {}),
    onOutage,
    onFault: (error) =>
      log.error({ event: 'store.fault', fault: error instanceof Error ? error.message : typeof error }),
  })
  const egress = createEgress(config.caFile, config.egressProxy)
  try {
    return {
      store,
      egress,
      evidence: await openEvidence({ config, store, signingKey, fetch: egress.fetch, secrets, clock, log }),
    }
  } catch (error) {
    await store.close()
    await egress.close()
    throw error
  }
}
