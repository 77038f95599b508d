import type { Principal } from '../core/principal.ts'
import type { StateChange } from '../core/record.ts'

/** State kind of the seats of a licence; the key is `system|person or app`. */
export const SEAT = 'licence-seat'

/** Who has a seat of a system whose licence counts them (MS-04). A seat is taken with the first prompt that is let through. */
export interface SeatLedger {
  of(system: string, principal: Pick<Principal, 'key'>): { readonly taken: number; readonly own: boolean }
  /** Takes a seat at once, so that two callers never share the last one; null where the caller has one already. */
  take(system: string, principal: Pick<Principal, 'key'>): StateChange | null
}

export function createSeatLedger(stored: ReadonlyMap<string, unknown>): SeatLedger {
  const bySystem = new Map<string, Set<string>>()
  let known = stored.size
  const holders = (system: string): Set<string> => {
    // Rows that came since may be another gateway's.
    if (stored.size !== known) for (const [name, set] of bySystem) for (const key of seated(name)) set.add(key)
    known = stored.size
    let set = bySystem.get(system)
    if (set === undefined) {
      set = new Set(seated(system))
      bySystem.set(system, set)
    }
    return set
  }
  const seated = (system: string): string[] => {
    const prefix = `${system}|`
    return [...stored.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
  }
  return {
    of(system, { key }) {
      const set = holders(system)
      return { taken: set.size, own: set.has(key) }
    },
    take(system, { key }) {
      const set = holders(system)
      if (set.has(key)) return null
      set.add(key)
      return { kind: SEAT, key: `${system}|${key}`, value: true }
    },
  }
}
