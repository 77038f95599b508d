import { readKeyRingFile } from '../../src/records/key-ring.ts'
import { openGateway } from './postgres-store.ts'
import { draft, ids } from './record-store.ts'

/**
 * A gateway's store in a process of its own: database, folder, instance, key file. It begins one exchange that it never
 * ends, then writes others without end, and prints the id of each entry that was acknowledged, until it is killed.
 */
const [databaseUrl, folder, instance, keyFile] = process.argv.slice(2) as [string, string, string, string]
const store = await openGateway(databaseUrl, folder, { instance, recordKey: await readKeyRingFile(keyFile) })

const left = ids.exchangeId()
await store.append(draft('prompt', left))
for (const [seq, text] of ['Dear ', 'Ann'].entries())
  await store.spool({ ref: left, seq, body: Buffer.from(text), released: Buffer.from(text) })
process.stdout.write(`left ${left}\n`)

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

await Promise.all(Array.from({ length: 8 }, lane))
