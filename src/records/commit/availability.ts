import type { UnavailableReason } from './messages.ts'

/** A time in which the store took no records. Milliseconds since the epoch. */
export interface Outage {
  readonly from: number
  readonly to: number
  /** Appends and segments that were refused meanwhile. */
  readonly refused: number
  readonly reason: UnavailableReason
}

/** Knows whether the store can promise durability, and since when it can't. */
export interface Availability {
  readonly reason: UnavailableReason | null
  down(reason: UnavailableReason, nowMs: number): void
  /** Counts what was refused during the outage. */
  refused(count: number): void
  /** The outage that ended, or null when there was none. */
  up(nowMs: number): Outage | null
}

export function createAvailability(): Availability {
  let outage: { from: number; refused: number; reason: UnavailableReason } | null = null
  return {
    get reason() {
      return outage?.reason ?? null
    },
    down(reason, nowMs) {
      // The first moment counts; the reason is the latest, since that is what must be mended.
      outage = { from: outage?.from ?? nowMs, refused: outage?.refused ?? 0, reason }
    },
    refused(count) {
      if (outage !== null) outage.refused += count
    },
    up(nowMs) {
      const ended = outage
      outage = null
      return ended === null ? null : { ...ended, to: nowMs }
    },
  }
}
