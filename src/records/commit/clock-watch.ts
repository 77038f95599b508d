import type { Clock } from '../../core/ids.ts'

/** A jump beyond this is an entry of the log, milliseconds. */
export const CLOCK_JUMP_MS = 5_000

/** How much a sound clock may be slewed while nothing was written: one part in a thousand. */
const SLEW = 0.001

/** Compares the clock with monotonic time. */
export interface ClockWatch {
  /** Milliseconds by which the clock jumped since the last look; 0 when it didn't. */
  look(): { nowMs: number; jumpMs: number }
}

/** `lastMs`: the log's last time, so that a clock set back between two runs shows as well. */
export function createClockWatch(clock: Clock, lastMs: number): ClockWatch {
  let wall = 0
  let monotonic = 0
  return {
    look() {
      const nowMs = clock.now()
      const at = performance.now()
      const isFirst = monotonic === 0
      const elapsed = at - monotonic
      const jump = isFirst ? Math.min(0, nowMs - lastMs) : nowMs - wall - elapsed
      const tolerance = CLOCK_JUMP_MS + (isFirst ? 0 : elapsed * SLEW)
      wall = nowMs
      monotonic = at
      return { nowMs, jumpMs: Math.abs(jump) > tolerance ? Math.round(jump) : 0 }
    },
  }
}
