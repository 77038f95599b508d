import { DATA_CLASSES } from '../core/decision.ts'
import { type AutomaticFinding, FINDING, happenedAgain } from '../core/finding.ts'
import { MODEL_VERSION, type ModelVersionRow, modelVersionKey } from '../core/model-version.ts'
import type { StateChange } from '../core/record.ts'
import type { StateRows } from '../core/state-rows.ts'
import { SUSPENSION, type SuspensionRow } from '../core/suspension.ts'
import type { CatalogSystem } from '../policy/policy-set.ts'
import type { Exchange } from './exchange.ts'

const TYPE = 'version-drift'
/** Characters of a version’s name that are kept. */
const VERSION_MAX = 100

/**
 * Clause MS-54: a vendor that answers as another version than before is noticed in that answer, and written with its record.
 * The first version that is seen is the one that was approved. Where policy says stop, the system is suspended until two
 * people resume it; elsewhere it goes on, and an incident says so. A version that was approved ahead is no drift.
 */
export function versionChanges(
  exchange: Exchange,
  answered: string | null,
  rows: StateRows,
  now: number,
): StateChange[] {
  const { system, model } = exchange
  if (system === undefined || model === undefined || answered === null || answered === '') return []
  // The vendor’s own text, which people are shown.
  const version = answered.slice(0, VERSION_MAX)
  const asked = model.upstreamModel
  const key = modelVersionKey(system.id, model.id)
  const known = rows.get(MODEL_VERSION, key) as ModelVersionRow | undefined
  if (known?.version === version && known.asked === asked) return []
  const at = new Date(now).toISOString()
  const row: ModelVersionRow = { version, asked, since: at, before: known?.version ?? null }
  const changes: StateChange[] = [{ kind: MODEL_VERSION, key, value: row }]
  if (known === undefined || known.asked !== asked || version === asked) return changes
  const found = { type: TYPE, key, agency: null, about: { kind: 'system', id: system.id } } as const
  const counted = rows.get(FINDING, `${TYPE}|${key}`) as AutomaticFinding | undefined
  changes.push({ kind: FINDING, key: `${TYPE}|${key}`, value: happenedAgain(counted, found, at) })
  if (onVersionChange(system) === 'stop') {
    const stop = stopOf(system, known.version, version, at)
    changes.push({ kind: SUSPENSION, key: stop.id, value: stop })
  }
  return changes
}

/** As the catalog says; where it doesn’t, what may hold confidential data stops. */
export function onVersionChange({ onVersionChange: said, grants }: CatalogSystem): 'stop' | 'continue-flagged' {
  if (said !== undefined) return said
  const isProtected = grants.some(
    ({ maxClass }) => DATA_CLASSES.indexOf(maxClass) >= DATA_CLASSES.indexOf('confidential'),
  )
  return isProtected ? 'stop' : 'continue-flagged'
}

function stopOf({ id }: CatalogSystem, before: string, after: string, at: string): SuspensionRow {
  return {
    id: `version-of-${id}`,
    target: 'system',
    value: id,
    reason: `It answered as version ${after}; what was approved is ${before}.`,
    by: 'gateway',
    authority: 'officer',
    at,
    until: null,
    resumeAskedBy: null,
  }
}
