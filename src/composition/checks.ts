import { CANARY_REPORT, CHECK_COURSE } from '../oversight/checks/check-row.ts'
import { createScheduledChecks, type ScheduledChecks } from '../oversight/checks/scheduled-checks.ts'
import { askAsChecks } from './ask-as-checks.ts'
import type { OversightOfficeParts } from './oversight-office.ts'

/** How often it is looked what is due, milliseconds: a cadence is days. Nothing runs as a gateway starts. */
const LOOK_EVERY_MS = 10 * 60_000

export const CHECK_STATE: readonly string[] = [CHECK_COURSE, CANARY_REPORT]

export interface OpenChecks {
  readonly checks: Pick<ScheduledChecks, 'list' | 'request'>
  stop(): Promise<void>
}

/** Probes and canaries of the policy’s own days, one question at a time beside everything else. */
export function openChecks(parts: OversightOfficeParts): OpenChecks {
  const { config, ids, log, credentialOf } = parts
  const stopping = new AbortController()
  const scheduled = createScheduledChecks({
    ...parts,
    newId: () => ids.entryId(),
    instance: config.instance,
    ask: askAsChecks(parts, stopping.signal),
    hasCredential(reference) {
      try {
        return credentialOf(reference) !== null
      } catch {
        return false
      }
    },
  })
  const failed = (error: unknown): void => {
    log.error({ event: 'checks.fault', fault: error instanceof Error ? error.message : typeof error })
  }
  const underWay = new Set<Promise<void>>()
  const keep = (work: Promise<void>): void => {
    const kept = work.catch(failed).finally(() => underWay.delete(kept))
    underWay.add(kept)
  }
  let isLooking = false
  const look = async (): Promise<void> => {
    if (isLooking) return
    isLooking = true
    try {
      await scheduled.runDue()
    } finally {
      isLooking = false
    }
  }
  const looking = setInterval(() => keep(look()), LOOK_EVERY_MS).unref()
  return {
    checks: {
      list: scheduled.list,
      async request(...asked) {
        const row = await scheduled.request(...asked)
        // What was asked for waits for no hundreds of other questions.
        if (!('code' in row)) keep(scheduled.runAsked(row))
        return row
      },
    },
    async stop() {
      clearInterval(looking)
      scheduled.stop()
      stopping.abort()
      await Promise.all(underWay)
    },
  }
}
