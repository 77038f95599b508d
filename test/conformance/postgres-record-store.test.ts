import { afterAll, beforeAll } from 'vitest'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openGateway } from '../support/postgres-store.ts'
import { dropFolder, makeFolder } from '../support/record-store.ts'
import { describeRecordStore } from './record-store.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

describeRecordStore('PostgreSQL', async () => {
  const folder = makeFolder()
  const databaseUrl = await server.createDatabase()
  let store = await openGateway(databaseUrl, folder)
  return {
    store,
    async restart() {
      await store.close()
      store = await openGateway(databaseUrl, folder)
      return store
    },
    async dispose() {
      await store.close()
      dropFolder(folder)
    },
  }
})
