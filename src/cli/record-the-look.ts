import { userInfo } from 'node:os'
import { createIdSource } from '../records/ids.ts'
import { readKeyRingFile } from '../records/key-ring.ts'
import { readSigningKeyFile } from '../records/signing-key.ts'
import { openSqliteRecordStore } from '../records/sqlite/sqlite-record-store.ts'
import { WriterLocked } from '../records/sqlite/writer-lock.ts'
import type { RecordsContext } from './records-context.ts'

/**
 * Writes down that somebody at the shell looks at what is recorded, before anything is shown (MO-04). False where a
 * gateway runs on this folder: it alone may write, and the look is on record at the operating system only.
 */
export async function recordTheLook(context: RecordsContext, meta: Record<string, unknown>): Promise<boolean> {
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  const signingKey = await readSigningKeyFile(context.logKeyFile)
  try {
    const store = await openSqliteRecordStore({
      folder: context.dataFolder,
      origin: signingKey.name,
      instance: context.env['STATEHOUSE_INSTANCE'] ?? 'cli',
      recordKey: await readKeyRingFile(context.recordKeyFile),
      signingKey,
      clock,
      ids,
    })
    await store.append({
      id: ids.entryId(),
      type: 'access',
      agency: 'gateway',
      series: 'gateway',
      policy: 'none',
      meta: { ...meta, principal: `os:${userInfo().username}` },
      parts: [],
    })
    await store.close()
    return true
  } catch (error) {
    if (error instanceof WriterLocked) return false
    throw error
  }
}
