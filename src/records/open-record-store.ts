import type { GatewayStore } from './gateway-store.ts'
import { openSqliteRecordStore, type SqliteRecordStoreOptions } from './sqlite/sqlite-record-store.ts'

/** Opens the store that the configuration names: PostgreSQL at an address, else the embedded one in the folder. */
export async function openRecordStore(
  databaseUrl: string | null,
  options: SqliteRecordStoreOptions,
): Promise<GatewayStore> {
  if (databaseUrl === null) return await openSqliteRecordStore(options)
  // Not loaded where it isn't used.
  const { openPostgresRecordStore } = await import('./postgres/postgres-record-store.ts')
  return await openPostgresRecordStore({ ...options, databaseUrl })
}
