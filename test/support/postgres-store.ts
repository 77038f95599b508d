import type { GatewayStore } from '../../src/records/gateway-store.ts'
import {
  openPostgresRecordStore,
  type PostgresRecordStoreOptions,
} from '../../src/records/postgres/postgres-record-store.ts'
import { ids, recordKey, signingKey } from './record-store.ts'

/** One gateway's store over a database; each has a folder and a name of its own. */
export function openGateway(
  databaseUrl: string,
  folder: string,
  options: Partial<PostgresRecordStoreOptions> = {},
): Promise<GatewayStore> {
  return openPostgresRecordStore({
    databaseUrl,
    folder,
    origin: signingKey.name,
    instance: 'gw-1',
    recordKey,
    signingKey,
    clock: { now: () => Date.now() },
    ids,
    ...options,
  })
}
