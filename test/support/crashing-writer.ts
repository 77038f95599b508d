import { readKeyRingFile } from '../../src/records/key-ring.ts'
import { draft, ids, openStore } from './record-store.ts'

/** Writes exchanges without end and prints the id of each entry that was acknowledged, until it is killed. */
const [folder, keyFile] = process.argv.slice(2) as [string, string]
const store = await openStore(folder, { recordKey: await readKeyRingFile(keyFile) })

async function lane(): Promise<never> {
  for (;;) {
    const ref = ids.exchangeId()
    for (const type of ['prompt', 'response'] as const) {
      const entry = draft(type, ref)
      await store.append(entry)
      process.stdout.write(`${entry.id}\n`)
    }
  }
}

await Promise.all(Array.from({ length: 16 }, lane))
