import type { ExchangeId } from '../core/ids.ts'
import type { RecordStore } from '../core/ports.ts'
import { proveEntries } from './prove.ts'

/** A `.tlog-proof` for each entry of an exchange. */
export function proveExchange(
  store: RecordStore,
): (ref: ExchangeId) => Promise<readonly { index: number; type: string; proof: string }[]> {
  return async (ref) => {
    const entries = await store.exchange(ref)
    const proofs = await proveEntries(
      store,
      entries.map((entry) => entry.index),
    )
    return entries.map((entry, position) => ({ index: entry.index, type: entry.type, proof: proofs[position]! }))
  }
}
