import { userInfo } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import type { ExchangeId } from '../core/ids.ts'
import { readJson } from '../core/read-json.ts'
import type { StoredEntry } from '../core/record.ts'
import { createIdSource } from '../records/ids.ts'
import { readKeyRingFile } from '../records/key-ring.ts'
import { openRecordStore } from '../records/open-record-store.ts'
import { readSigningKeyFile } from '../records/signing-key.ts'
import type { RecordsAccess, ShownEntry } from './records-api.ts'
import { type RecordsContext, shellInstance } from './records-context.ts'

/** How long a search waits for the index to reach the end of the log, milliseconds. */
const INDEX_WAIT_MS = 10_000

/** The data folder itself, under the writer's lock. What is looked at is recorded first, as `os:<user>`. */
export async function openRecordsLocally(context: RecordsContext): Promise<RecordsAccess> {
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  const recordKey = await readKeyRingFile(context.recordKeyFile)
  const signingKey = await readSigningKeyFile(context.logKeyFile)
  const store = await openRecordStore(context.databaseUrl ?? null, {
    folder: context.dataFolder,
    origin: signingKey.name,
    instance: shellInstance(context),
    recordKey,
    signingKey,
    clock,
    ids,
  })

  async function recordAccess(meta: Record<string, unknown>, ref?: ExchangeId): Promise<void> {
    const principal = `os:${userInfo().username}`
    const common = { id: ids.entryId(), type: 'access' as const, agency: 'gateway', series: 'gateway', policy: 'none' }
    await store.append({ ...common, ...(ref === undefined ? {} : { ref }), meta: { ...meta, principal }, parts: [] })
  }

  return {
    ask: null,
    async search(query, { limit, cursor, count }) {
      await recordAccess({ action: 'search', query })
      const until = Date.now() + INDEX_WAIT_MS
      while (store.health().indexLag > 0 && Date.now() < until) await setTimeout(20)
      return store.searchEverywhere({
        query,
        limit,
        countBy: count?.split(',') ?? [],
        ...(cursor === undefined ? {} : { cursor }),
      })
    },
    runSaved: () =>
      Promise.reject(new Error('saved searches belong to a person: set STATEHOUSE_URL and STATEHOUSE_TOKEN_FILE')),
    async show(id) {
      await recordAccess({ action: 'show', record: id })
      const entries = await store.exchange(id as ExchangeId)
      return entries.length === 0 ? null : { exchange: id, entries: entries.map(shown) }
    },
    close: () => store.close(),
  }
}

function shown({ index, id, type, time, parts }: StoredEntry): ShownEntry {
  const opened = Object.entries(parts).filter(([name]) => name === 'meta' || name === 'body')
  const readable = opened.map(([name, content]) => [
    name,
    name === 'meta' && content ? readJson(content.toString()) : (content?.toString() ?? null),
  ])
  return { index, id, type, time, parts: Object.fromEntries(readable) }
}
