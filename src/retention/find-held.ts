import type { ExchangeId } from '../core/ids.ts'
import type { LogReader, RecordReader } from '../core/ports.ts'
import { meets } from './hold-criteria.ts'
import type { HoldCriteria } from './hold-row.ts'
import { walkLog } from './walk-log.ts'

export type HoldReader = Pick<RecordReader, 'size' | 'exchange'> & Pick<LogReader, 'entryBundle'>

/**
 * Indexes in `[from, to)` of entries whose exchange meets a hold's criteria. An exchange is judged by its first entry, and is
 * kept whole: what comes later of it is found by the next look.
 */
export async function findHeld(
  log: HoldReader,
  { agency, criteria }: { readonly agency: string; readonly criteria: HoldCriteria },
  from: number,
  to: number,
): Promise<number[]> {
  const judged = new Map<string, boolean>()
  const found: number[] = []
  for await (const { index, entry } of walkLog(log, from, to)) {
    const { ref } = entry
    if (ref === undefined || entry.agency !== agency) continue
    let isMet = judged.get(ref)
    if (isMet === undefined) {
      const [first] = await log.exchange(ref as ExchangeId)
      isMet = first !== undefined && meets(criteria, first)
      judged.set(ref, isMet)
    }
    if (isMet) found.push(index)
  }
  return found
}
