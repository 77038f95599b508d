import { createKeyRing } from '../../src/records/key-ring.ts'
import { draft, ids, openStore } from './record-store.ts'

/**
 * Writes exchanges without end and prints the id of each entry that was acknowledged, until it is killed. What it holds
 * is read with another ring, so only entries matter.
 */
const store = await openStore(process.argv[2]!, { recordKey: createKeyRing() })

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
