import type { Logger } from 'pino'
import type { Clock, IdSource } from '../core/ids.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { Ledger } from '../records/ledger.ts'
import { clockOf } from '../requests/clock.ts'
import { type Codings, createCodings } from '../requests/codings.ts'
import type { CitedExemption } from '../requests/letters.ts'
import { createPlanRuns, type PlanRuns } from '../requests/plan-runs.ts'
import { plainSight } from '../requests/request-authority.ts'
import { createRequestLog, type RequestLog } from '../requests/request-log.ts'
import { keepRequests } from '../requests/request-upkeep.ts'
import { calendarOf, createRequests, type Requests } from '../requests/requests.ts'
import { createSamples, type Samples } from '../requests/samples.ts'

export interface RecordsRequests {
  readonly log: RequestLog
  readonly requests: Requests
  readonly runs: PlanRuns
  readonly codings: Codings
  readonly samples: Samples
  /** What the clock alone brings about, now. */
  keep(): Promise<void>
  stop(): Promise<void>
}

export interface RecordsRequestParts {
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  readonly instance: string
  readonly fault: (what: string, error: unknown) => void
}

/** How often the clock is looked at, milliseconds: periods are of days. */
const LOOK_EVERY_MS = 60_000

/** Public-records requests; nothing happens by itself until {@link startRequests}. */
export function openRequests(parts: RecordsRequestParts): RecordsRequests {
  const { store, policy, fault } = parts
  const exemptionOf = (id: string): CitedExemption | null => {
    const { exemptions } = policy()
    return Object.hasOwn(exemptions, id) ? exemptions[id]! : null
  }
  const log = createRequestLog(parts)
  const requests = createRequests({ ...parts, log, exemptionOf })
  const runs = createPlanRuns({
    ...parts,
    log,
    scan: (...asked) => store.scanOriginals(...asked),
    isPlain: (facts) => plainSight(policy(), facts),
    failed: (error) => fault('run', error),
  })
  const samples = createSamples({ ...parts, log, codings: () => codings })
  const codings = createCodings({
    ...parts,
    log,
    knownExemption: (id) => exemptionOf(id) !== null,
    sampled: (request, sample) => {
      const row = log.all().find(({ id }) => id === request)
      return row === undefined ? null : (samples.find(row, sample)?.exchanges ?? null)
    },
  })
  return {
    log,
    requests,
    runs,
    codings,
    samples,
    keep: () => keepRequests({ ...parts, log }, requests),
    stop: () => runs.stop(),
  }
}

/** Says of runs that were cut off that they were, and looks at the clock from now on. */
export async function startRequests(
  parts: Omit<RecordsRequestParts, 'fault'> & { readonly logger: Logger },
): Promise<RecordsRequests> {
  const fault = (what: string, error: unknown) =>
    parts.logger.error({ event: 'requests.fault', what, fault: error instanceof Error ? error.message : typeof error })
  const opened = openRequests({ ...parts, fault })
  await opened.runs.recover()
  /** Requests that were told of as overdue: once each, until they no longer are. */
  const told = new Set<string>()
  const warnOfOverdue = (): void => {
    for (const row of opened.log.all()) {
      const { overdue } = clockOf(row, calendarOf(parts.policy()), parts.clock.now())
      const isLate = overdue && (row.status === 'open' || row.status === 'paused')
      if (!isLate) told.delete(row.id)
      else if (!told.has(row.id))
        parts.logger.warn({ event: 'requests.overdue', number: row.number, agency: row.agency })
      if (isLate) told.add(row.id)
    }
  }
  const keep = () =>
    opened
      .keep()
      .then(warnOfOverdue)
      .catch((error: unknown) => fault('clock', error))
  void keep()
  const looking = setInterval(() => void keep(), LOOK_EVERY_MS).unref()
  return {
    ...opened,
    async stop() {
      clearInterval(looking)
      await opened.stop()
    },
  }
}
