import type { ExchangeId } from '../core/ids.ts'
import { type RecordWriter, StoreUnavailable } from '../core/ports.ts'
import type { EntryDraft } from '../core/record.ts'
import type { ExchangeRegistry } from '../core/registry.ts'
import type { StateCache } from '../records/state-cache.ts'

/** Terminal entries that the store couldn't take: kept, bounded, and written when it can. */
export interface OwedRecords {
  keep(id: ExchangeId, draft: EntryDraft): void
  /** Writes what is owed; called when the store has recovered, and by a slow timer in case nobody tells. */
  settle(): Promise<void>
  readonly count: number
  close(): void
}

/** Beyond this the exchange's end is left to crash recovery, which writes `interrupted` from the spool. */
const OWED_BYTES_MAX = 64 * 1024 * 1024
const RETRY_MS = 500

export function createOwedRecords(store: RecordWriter, state: StateCache, registry: ExchangeRegistry): OwedRecords {
  const owed = new Map<ExchangeId, EntryDraft>()
  let bytes = 0
  let settling: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null

  const settle = async (): Promise<void> => {
    for (const [id, draft] of owed) {
      try {
        const { index, endedBefore } = await store.append(draft)
        if (!endedBefore) state.apply(draft.state ?? [], index)
      } catch (error) {
        if (error instanceof StoreUnavailable) return
        // It can never be written. The others go on; recovery ends this one as a prompt that nobody holds open.
      }
      owed.delete(id)
      bytes -= sizeOf(draft)
      registry.remove(id)
    }
    if (timer) clearInterval(timer)
    timer = null
  }
  const once = (): Promise<void> => {
    settling ??= settle().finally(() => {
      settling = null
    })
    return settling
  }
  return {
    keep(id, draft) {
      const size = sizeOf(draft)
      if (bytes + size > OWED_BYTES_MAX) {
        registry.remove(id)
        return
      }
      owed.set(id, draft)
      bytes += size
      timer ??= setInterval(() => void once(), RETRY_MS).unref()
    },
    settle: once,
    get count() {
      return owed.size
    },
    close() {
      if (timer) clearInterval(timer)
    },
  }
}

function sizeOf(draft: EntryDraft): number {
  const folded = draft.folds === undefined ? 0 : draft.folds.body.length + draft.folds.released.length
  return 1000 + folded + draft.parts.reduce((sum, part) => sum + part.bytes.length, 0)
}
