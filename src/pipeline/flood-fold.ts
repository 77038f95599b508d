import type { Clock } from '../core/ids.ts'
import type { RefusalCode } from '../core/refusal-codes.ts'

/** Refusals of one kind that have no entry of their own. */
export interface FoldedRefusals {
  readonly code: RefusalCode
  readonly count: number
  readonly from: number
  readonly to: number
}

/**
 * Keeps somebody without a credential from filling the log: of each kind of refusal so many a window are recorded one by
 * one, the rest is counted into one entry. What it holds is bounded by the number of codes.
 */
export interface FloodFold {
  /** Whether this refusal gets an entry of its own; if not it has been counted. */
  records(code: RefusalCode): boolean
  /** Writes what windows that are over have counted. */
  settle(): Promise<void>
  /** Writes all that was counted. */
  close(): Promise<void>
}

export interface FloodFoldParts {
  readonly clock: Clock
  readonly write: (folded: FoldedRefusals) => Promise<void>
  readonly recordedMax?: number
  readonly windowMs?: number
}

interface Window {
  from: number
  recorded: number
  folded: number
}

/** A misconfigured app that asks once a second is still seen call by call. */
const RECORDED_MAX = 60
const WINDOW_MS = 60_000

export function createFloodFold(parts: FloodFoldParts): FloodFold {
  const { clock, write, recordedMax = RECORDED_MAX, windowMs = WINDOW_MS } = parts
  const windows = new Map<RefusalCode, Window>()
  /** Counts that the store has not taken yet: tried again with the next. */
  const owed = new Map<RefusalCode, FoldedRefusals>()
  let timer: NodeJS.Timeout | null = null

  function open(code: RefusalCode): Window {
    const now = clock.now()
    const window = windows.get(code)
    if (window !== undefined && now >= window.from && now < window.from + windowMs) return window
    if (window !== undefined) owe(code, window, now)
    const fresh = { from: now, recorded: 0, folded: 0 }
    windows.set(code, fresh)
    return fresh
  }

  function owe(code: RefusalCode, { from, folded }: Window, now: number): void {
    windows.delete(code)
    if (folded === 0) return
    const before = owed.get(code)
    const to = Math.max(from, Math.min(now, from + windowMs))
    owed.set(code, { code, count: folded + (before?.count ?? 0), from: before?.from ?? from, to })
  }

  async function writeOwed(): Promise<void> {
    for (const [code, folded] of [...owed]) {
      owed.delete(code)
      try {
        await write(folded)
      } catch {
        const newer = owed.get(code)
        owed.set(
          code,
          newer === undefined ? folded : { ...newer, count: newer.count + folded.count, from: folded.from },
        )
        schedule()
      }
    }
  }

  function schedule(): void {
    timer ??= setTimeout(() => {
      timer = null
      void settle()
    }, windowMs).unref()
  }

  async function settle(): Promise<void> {
    const now = clock.now()
    for (const [code, window] of windows) if (now < window.from || now >= window.from + windowMs) owe(code, window, now)
    if (windows.size > 0) schedule()
    await writeOwed()
  }

  return {
    records(code) {
      const window = open(code)
      if (window.recorded < recordedMax) {
        window.recorded++
        return true
      }
      window.folded++
      schedule()
      return false
    },
    settle,
    async close() {
      if (timer) clearTimeout(timer)
      for (const [code, window] of windows) owe(code, window, clock.now())
      await writeOwed()
      if (timer) clearTimeout(timer)
    },
  }
}
