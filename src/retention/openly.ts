import { type IndexRange, indexesOf, toRanges } from '../core/destruction.ts'
import type { ExchangeId } from '../core/ids.ts'
import { isPrivileged } from '../policy/record-access.ts'
import { exchangeFacts } from '../records/exchange-facts.ts'
import type { DispositionParts } from './dispositions.ts'
import { walkLog } from './walk-log.ts'

/** What of a set stands behind no wall of privilege, asked while it is still there to tell. */
export async function openly(
  { store, ledger, policy }: DispositionParts,
  targets: readonly IndexRange[],
): Promise<IndexRange[]> {
  const wanted = new Set(indexesOf(targets))
  const first = targets[0]?.[0] ?? 0
  const end = (targets.at(-1)?.[1] ?? -1) + 1
  const known = new Map<string, boolean>()
  const open: number[] = []
  for await (const { index, entry } of walkLog(store, first, end)) {
    const { ref } = entry
    if (ref === undefined || !wanted.has(index)) continue
    const isOpen =
      known.get(ref) ?? !isPrivileged(policy(), exchangeFacts(await store.exchange(ref as ExchangeId), ledger.state))
    known.set(ref, isOpen)
    if (isOpen) open.push(index)
  }
  return toRanges(open)
}
