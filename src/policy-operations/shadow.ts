import type { PolicySet } from '../policy/policy-set.ts'
import { type ChangeTally, createChangeTally, type TallyRow } from './change-tally.ts'
import { type DecidedExchange, turnedDecision } from './turned-decision.ts'

/** Exchanges that wait to be asked about; more than that are counted and let go. */
const QUEUE_MAX = 10_000

/** How long one look may take the loop, milliseconds. */
const SLICE_MS = 2

/** What the report says. */
export interface ShadowReport {
  readonly candidate: { readonly version: string; readonly digest: string }
  /** RFC 3339: since when this candidate is asked. */
  readonly since: string
  readonly compared: number
  /** Not compared because too much waited. */
  readonly skipped: number
  readonly allowToRefuse: number
  readonly refuseToAllow: number
  readonly rows: readonly TallyRow[]
}

/** A candidate that is asked beside the policy in force, after it. It changes no answer and makes nobody wait. */
export interface Shadow {
  /** Never throws, never waits. */
  ask(exchange: () => DecidedExchange): void
  /** Another candidate; what was counted for the one before is gone. */
  replace(candidate: PolicySet): void
  report(): ShadowReport
  /** Resolves when nothing waits. */
  settled(): Promise<void>
}

export function createShadow(first: PolicySet, now: () => number, onFault: (error: unknown) => void): Shadow {
  let candidate = first
  let tally: ChangeTally = createChangeTally()
  let since = now()
  let compared = 0
  let skipped = 0
  let queue: (() => DecidedExchange)[] = []
  let taken = 0
  let isScheduled = false
  let onSettled: (() => void)[] = []

  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(look)
  }
  function look(): void {
    isScheduled = false
    const until = performance.now() + SLICE_MS
    while (taken < queue.length) {
      compare(queue[taken++]!)
      if (performance.now() >= until) break
    }
    if (taken < queue.length) return schedule()
    queue = []
    taken = 0
    for (const settled of onSettled) settled()
    onSettled = []
  }
  function compare(exchange: () => DecidedExchange): void {
    try {
      const turned = turnedDecision(candidate, exchange())
      compared++
      if (turned !== null) tally.add(turned)
    } catch (error) {
      skipped++
      onFault(error)
    }
  }

  return {
    ask(exchange) {
      if (queue.length - taken >= QUEUE_MAX) {
        skipped++
        return
      }
      queue.push(exchange)
      schedule()
    },
    replace(next) {
      if (next.digest === candidate.digest) return
      candidate = next
      tally = createChangeTally()
      since = now()
      compared = 0
      skipped = 0
    },
    report: () => ({
      candidate: { version: candidate.version, digest: candidate.digest },
      since: new Date(since).toISOString(),
      compared,
      skipped,
      allowToRefuse: tally.count('allow→refuse'),
      refuseToAllow: tally.count('refuse→allow'),
      rows: tally.rows(),
    }),
    settled: () => (queue.length === 0 ? Promise.resolve() : new Promise<void>((resolve) => onSettled.push(resolve))),
  }
}
