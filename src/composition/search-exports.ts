import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { createSearchExports, type SearchExports } from '../productions/search-exports/search-exports.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { Ledger } from '../records/ledger.ts'
import { DISPOSITION, type DispositionRow } from '../retention/disposition-row.ts'

export interface SearchExportsParts {
  readonly config: Pick<Config, 'data' | 'instance'>
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Pick<Logger, 'error'>
}

/** How often files are looked at for what is old or was destroyed since, milliseconds. */
const LOOK_EVERY_MS = 60_000

/** Exports of searches, with those that an end of the process interrupted gone on with. */
export function startSearchExports(parts: SearchExportsParts): SearchExports {
  const { config, ledger, log } = parts
  const fault = (what: string, error: unknown): void =>
    log.error({ event: 'export.fault', what, fault: error instanceof Error ? error.message : typeof error })
  const exports = createSearchExports({
    ...parts,
    folder: join(config.data, 'search-exports'),
    instance: config.instance,
    destroyedSince: (instant) =>
      ([...ledger.state.all(DISPOSITION).values()] as DispositionRow[]).some(
        ({ status, finishedAt }) => status === 'done' && finishedAt !== null && finishedAt > instant,
      ),
    fault,
  })
  const drop = (): void => void exports.dropOld().catch((error: unknown) => fault('old', error))
  drop()
  const looking = setInterval(drop, LOOK_EVERY_MS).unref()
  exports.resume()
  return {
    ...exports,
    async stop() {
      clearInterval(looking)
      await exports.stop()
    },
  }
}
