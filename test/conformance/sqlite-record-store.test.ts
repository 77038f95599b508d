import type { RecordStore } from '../../src/core/ports.ts'
import { dropFolder, makeFolder, openStore } from '../support/record-store.ts'
import { describeRecordStore } from './record-store.ts'

describeRecordStore('the embedded store', async () => {
  const folder = makeFolder()
  let store: RecordStore = await openStore(folder)
  return {
    store,
    async restart() {
      await store.close()
      store = await openStore(folder)
      return store
    },
    async dispose() {
      await store.close()
      dropFolder(folder)
    },
  }
})
