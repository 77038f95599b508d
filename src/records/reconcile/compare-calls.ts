import type { OwnCall } from './own-calls.ts'
import type { VendorCall } from './vendor-call.ts'

export interface Reconciliation {
  /** RFC 3339 UTC: the span that was compared. */
  readonly from: string
  readonly to: string
  readonly vendorCalls: number
  readonly ownCalls: number
  readonly matchedById: number
  /** Calls of which the log has no vendor’s id, because they were cut off, and one at that time. */
  readonly matchedByTime: number
  /** The vendor answered these, and the log doesn’t know them. */
  readonly unknownToLog: readonly VendorCall[]
  /** The log has these, and the vendor doesn’t name them. */
  readonly unknownToVendor: readonly OwnCall[]
}

/** How far the vendor’s clock may be from ours, milliseconds. */
export const CLOCKS_APART_MS = 60_000

/**
 * Holds a vendor’s calls against the log’s. Ids decide; a call without one is matched with a vendor’s call of its time, each
 * once. `own` reaches beyond the span by {@link CLOCKS_APART_MS} and more, what it has outside isn’t missed by the vendor.
 */
export function compareCalls(
  vendor: readonly VendorCall[],
  own: readonly OwnCall[],
  span: { readonly from: number; readonly to: number },
): Reconciliation {
  const byId = new Map(own.flatMap((call) => call.ids.map((id) => [id, call] as const)))
  const known = new Set<OwnCall>()
  const left: VendorCall[] = []
  let matchedById = 0
  for (const call of vendor.filter(({ at }) => at >= span.from && at <= span.to)) {
    const found = byId.get(call.id)
    if (found === undefined) left.push(call)
    else {
      matchedById++
      known.add(found)
    }
  }
  const nameless = own.filter(({ ids }) => ids.length === 0)
  const unknownToLog = left.filter((call) => {
    const found = nameless.find((one) => !known.has(one) && isAtTheTimeOf(one, call.at))
    if (found !== undefined) known.add(found)
    return found === undefined
  })
  const inSpan = own.filter(({ from }) => from >= span.from && from <= span.to)
  return {
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    vendorCalls: matchedById + left.length,
    ownCalls: inSpan.length,
    matchedById,
    matchedByTime: left.length - unknownToLog.length,
    unknownToLog,
    unknownToVendor: inSpan.filter((call) => !known.has(call)),
  }
}

function isAtTheTimeOf({ from, to }: OwnCall, at: number): boolean {
  return at >= from - CLOCKS_APART_MS && at <= (to ?? from) + CLOCKS_APART_MS
}
