import type { Step } from './follow-log.ts'
import type { SinkReport } from './siem-messages.ts'
import type { Sink } from './sink.ts'

/** How often the log is looked at, milliseconds. */
const LOOK_MS = 500
/** The longest pause after faults, milliseconds. */
const PAUSE_MAX_MS = 60_000

export interface FedSink {
  /** Resolves once nothing is under way any more. */
  stop(): Promise<void>
}

/** Keeps one sink fed. A fault is told and tried again, ever more seldom; other sinks go on. */
export function feedSink(
  id: string,
  step: () => Promise<Step>,
  sink: Sink,
  tell: (report: SinkReport) => void,
): FedSink {
  let isStopped = false
  let upTo = 0
  let pause = LOOK_MS
  let timer: NodeJS.Timeout | null = null
  let running = look()

  async function look(): Promise<void> {
    timer = null
    let next = LOOK_MS
    try {
      const done = await step()
      upTo = done.upTo
      pause = LOOK_MS
      if (done.isBehind) next = 0
      tell({ id, upTo, fault: null })
    } catch (error) {
      next = pause
      pause = Math.min(2 * pause, PAUSE_MAX_MS)
      tell({ id, upTo, fault: error instanceof Error && error.message !== '' ? error.message : 'unknown' })
    }
    if (!isStopped)
      timer = setTimeout(() => {
        running = look()
      }, next)
  }

  return {
    async stop() {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      sink.close()
      await running
    },
  }
}
