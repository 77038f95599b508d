import type { GatewayStore } from './gateway-store.ts'
import { assertNotMoving } from './shard.ts'
import { openSqliteRecordStore } from './sqlite/sqlite-record-store.ts'
import type { StoreOptions } from './store-options.ts'

/** Opens the store that the configuration names: PostgreSQL at an address, else the embedded one in the folder. */
export async function openRecordStore(databaseUrl: string | null, options: StoreOptions): Promise<GatewayStore> {
  if (databaseUrl === null) {
    assertNotMoving(options.folder)
    return await openSqliteRecordStore(options)
  }
  // Not loaded where it isn't used.
  const { openPostgresRecordStore } = await import('./postgres/postgres-record-store.ts')
  return await openPostgresRecordStore({ ...options, databaseUrl })
}
