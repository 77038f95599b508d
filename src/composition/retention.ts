import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { indexesOf, inRanges } from '../core/destruction.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import type { PlacedChange } from '../core/record.ts'
import { mailConnectors } from '../policy/mail-connectors.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { Ledger } from '../records/ledger.ts'
import { DISPOSITION, type DispositionRow } from '../retention/disposition-row.ts'
import { createDispositions, type Dispositions } from '../retention/dispositions.ts'
import { createHoldChecks, type HoldChecks } from '../retention/hold-checks.ts'
import { createHolds, type Holds } from '../retention/holds.ts'
import { recordRules } from '../retention/record-rules.ts'
import { createSeriesActs, type SeriesActs } from '../retention/series-acts.ts'

export interface Retention {
  readonly dispositions: Dispositions
  readonly holds: Holds
  readonly checks: HoldChecks
  readonly series: SeriesActs
  /** Resolves once no hold is looked for. */
  stop(): Promise<void>
}

export interface RetentionParts {
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Logger
  readonly config: Pick<Config, 'instance'>
}

/** How often holds are looked at beside every plan and disposition, milliseconds: what is new isn't due for years. */
const LOOK_EVERY_MS = 3_600_000

/** Rules in the log, holds kept up to date, and what an end of the process interrupted gone on with. */
export async function startRetention(parts: RetentionParts): Promise<Retention> {
  const { ledger, policy, clock, log } = parts
  const rules = () => recordRules(ledger, policy(), () => clock.now())
  const mailBy = () => mailConnectors(policy())
  const failed = (what: string) => (error: unknown) =>
    log.error({ event: 'retention.fault', what, fault: error instanceof Error ? error.message : typeof error })
  const remindDays = () => policy().retention.holdRemindDays
  const holds = createHolds({ ...parts, mailBy, remindDays, failed: failed('hold') })
  const checks = createHoldChecks({ ...parts, instance: parts.config.instance, failed: failed('hold-check') })
  const refreshHolds = async () => {
    await rules()
    await holds.refresh()
    await holds.remind()
  }
  const dispositions = createDispositions({ ...parts, refreshHolds })
  await rules()
  holds.resume()
  checks.resume()
  void dispositions.resume().catch(failed('resume'))
  const looking = setInterval(() => void refreshHolds().catch(failed('holds')), LOOK_EVERY_MS).unref()
  const series = createSeriesActs(parts)
  return {
    dispositions,
    holds,
    checks,
    series,
    async stop() {
      clearInterval(looking)
      await checks.stop()
      await holds.stop()
    },
  }
}

/** What another gateway of the log destroyed goes from this one's own search index too. */
export function forgetDestroyed(
  store: Pick<GatewayStore, 'purgeSearch'>,
  changes: readonly PlacedChange[],
  log: Pick<Logger, 'error'>,
): void {
  for (const { kind, value } of changes) {
    const row = value as DispositionRow | null
    if (kind !== DISPOSITION || row?.status !== 'done') continue
    const gone = [...indexesOf(row.targets)].filter((index) => !inRanges(row.kept, index))
    store.purgeSearch(gone).catch((error: unknown) => {
      log.error({
        event: 'retention.fault',
        what: 'index',
        fault: error instanceof Error ? error.message : typeof error,
      })
    })
  }
}
