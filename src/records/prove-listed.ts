import type { EntryId, ExchangeId } from '../core/ids.ts'
import type { LogReader, RecordStore } from '../core/ports.ts'
import { proveEntries } from './prove.ts'

/** An entry as the tree holds it, which is commitments and no content, and its `.tlog-proof`. */
export interface ListedProof {
  readonly index: number
  readonly type: string
  /** The exact bytes that are hashed. */
  readonly entry: string
  readonly proof: string
}

/**
 * Proofs of entries and of whole exchanges, all against one checkpoint: what somebody who is given them can check without
 * the gateway (`log check`). What is gone, or was never there, has none.
 */
export async function proveListed(
  store: Pick<RecordStore, 'byId' | 'exchange'> & LogReader,
  entries: readonly string[],
  exchanges: readonly string[],
): Promise<ListedProof[]> {
  const single = await Promise.all(entries.map((id) => store.byId(id as EntryId)))
  const grouped = await Promise.all(exchanges.map((id) => store.exchange(id as ExchangeId)))
  const found = new Map([...single, ...grouped.flat()].flatMap((one) => (one === null ? [] : [[one.index, one]])))
  const ordered = [...found.values()].toSorted((a, b) => a.index - b.index)
  const proofs = await proveEntries(
    store,
    ordered.map(({ index }) => index),
  )
  return ordered.map(({ index, type, entry }, at) => ({ index, type, entry, proof: proofs[at]! }))
}
