import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readKeyRingFile } from '../../src/records/key-ring.ts'
import { draft, dropFolder, ids, openStore } from './record-store.ts'

/**
 * Writes to stores one after the other until each refuses, in a process whose files may not grow beyond a limit. Prints the
 * id of each entry that was acknowledged. A filler puts the limit at another place of each store's batches.
 */
const [folder, keyFile, from, to] = process.argv.slice(2) as [string, string, string, string]
const recordKey = await readKeyRingFile(keyFile)

for (let number = Number(from); number < Number(to); number++) {
  // Its index fails too, and that is no matter.
  const store = await openStore(join(folder, `store-${number}`), { recordKey, onFault: () => undefined })
  const append = async (...drafts: ReturnType<typeof draft>[]): Promise<void> => {
    await Promise.all(
      drafts.map(async (entry) => {
        await store.append(entry)
        process.stdout.write(`${number} ${entry.id}\n`)
      }),
    )
  }
  const bytes = (size: number) => [{ name: 'body', key: 'record', bytes: randomBytes(size) } as const]
  try {
    await append(draft('boot', undefined, { parts: bytes(1 + number * 1_370) }))
    for (;;) {
      const ref = ids.exchangeId()
      const segment = (seq: number) => ({ ref, seq, body: randomBytes(900), released: randomBytes(900) })
      await append(draft('prompt', ref, { parts: bytes(3_000) }), draft('boot'))
      await Promise.all([store.spool(segment(0)), store.spool(segment(1))])
      const folds = { segments: 2, body: Buffer.from('!'), released: Buffer.from('!') }
      await append(draft('boot'), draft('response', ref, { parts: [], folds }), draft('boot'))
    }
  } catch {
    process.stdout.write(`${number} refused ${store.health().reason}\n`)
  }
  await store.close().catch(() => undefined)
  for (const file of ['search.db', 'search.db-wal', 'search.db-shm']) dropFolder(join(folder, `store-${number}`, file))
}
process.exit(0)
