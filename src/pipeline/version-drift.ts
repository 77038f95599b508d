import { businessDayAfter } from '../core/business-days.ts'
import { dayOf } from '../core/calendar.ts'
import { DATA_CLASSES } from '../core/decision.ts'
import { type AutomaticFinding, FINDING, happenedAgain } from '../core/finding.ts'
import { MODEL_VERSION, type ModelVersionRow, modelVersionKey } from '../core/model-version.ts'
import type { StateChange } from '../core/record.ts'
import type { StateRows } from '../core/state-rows.ts'
import { SUSPENSION, type SuspensionRow } from '../core/suspension.ts'
import type { CatalogSystem, PolicySet } from '../policy/policy-set.ts'
import { FLAGGED_DAYS } from '../policy/schema/oversight.ts'
import { endOfDay } from '../policy/zoned-day.ts'
import type { Exchange } from './exchange.ts'

const TYPE = 'version-drift'
/** Characters of a version’s name that are kept. */
const VERSION_MAX = 100

/**
 * Clause MS-54: a vendor that answers as another version than before is noticed in that answer, and written with its record.
 * The first version that is seen is the one that was approved. Where policy says stop, the system is suspended until two
 * people resume it; elsewhere it goes on for the policy's business days, and an incident says so. A version that was approved ahead is no drift.
 */
export function versionChanges(
  exchange: Exchange,
  answered: string | null,
  rows: StateRows,
  now: number,
): StateChange[] {
  const { system, model, policy } = exchange
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
  const before = rows.get(SUSPENSION, stopId(system)) as SuspensionRow | undefined
  // Back at what was approved: whoever is asked to accept the other one is asked that still.
  if (before?.approved === version) return changes
  const from = onVersionChange(system) === 'stop' ? undefined : flaggedUntil(policy, now)
  const stop = stopOf(system, before, { approved: known.version, version, at, from })
  changes.push({ kind: SUSPENSION, key: stop.id, value: stop })
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

/** When the policy’s business days after a change are over, RFC 3339 UTC; the day of the change doesn’t count. */
function flaggedUntil({ oversight, profile: { timezone, holidays } }: PolicySet, now: number): string {
  const days = oversight?.versionChange?.flaggedDays ?? FLAGGED_DAYS
  return new Date(endOfDay(businessDayAfter(dayOf(now, timezone), days, new Set(holidays)), timezone)).toISOString()
}

const stopId = ({ id }: CatalogSystem): string => `version-of-${id}`

interface Change {
  readonly approved: string
  readonly version: string
  readonly at: string
  readonly from: string | undefined
}

/**
 * What two people resume to accept the version. While one waits for them, another one gives nobody more time, and whoever
 * has looked has looked at the one before.
 */
function stopOf(system: CatalogSystem, before: SuspensionRow | undefined, change: Change): SuspensionRow {
  const { version, at } = change
  const approved = before?.approved ?? change.approved
  const from = before !== undefined && (before.from ?? '') < (change.from ?? '') ? before.from : change.from
  return {
    id: stopId(system),
    target: 'system',
    value: system.id,
    reason: `It answered as version ${version}; what was approved is ${approved}.`,
    by: 'gateway',
    authority: 'officer',
    at: before?.at ?? at,
    until: null,
    resumeAskedBy: null,
    because: 'version',
    approved,
    ...(from !== undefined && { from }),
  }
}
