import type { Principal } from './principal.ts'
import type { StateRows } from './state-rows.ts'

/** State kind of suspensions, by their id: the emergency stop of clause MS-31, and a leader's of clause MO-24. */
export const SUSPENSION = 'suspension'

/** What can be suspended. `person` names a principal key; `all` has no value. */
export const SUSPENSION_TARGETS = ['system', 'vendor', 'client', 'purpose', 'unit', 'person', 'all'] as const
export type SuspensionTarget = (typeof SUSPENSION_TARGETS)[number]

/** A suspension as it is kept. */
export interface SuspensionRow {
  readonly id: string
  readonly target: SuspensionTarget
  readonly value: string
  readonly reason: string
  /** Who ordered it: a principal key, or `os:<user>`. */
  readonly by: string
  /** An officer's stop isn't a unit leader's to lift; absent in rows of old: an officer's. */
  readonly authority?: 'officer' | 'leader'
  /** RFC 3339. */
  readonly at: string
  /** RFC 3339; null: until it is resumed. */
  readonly until: string | null
  /** Who asked for it to be resumed; a second person confirms. */
  readonly resumeAskedBy: string | null
  /** RFC 3339: in force from then on, unless two people resume it before; absent: at once. */
  readonly from?: string
  /** A model answers as another version than the one that people approved of (MS-54); absent: somebody ordered it. */
  readonly because?: 'version'
  /** That version; present with `because`. */
  readonly approved?: string
}

/** Whether it hits anything now (milliseconds since the epoch). A time that can't be read neither ends it nor puts it off. */
export function isInForce({ until, from }: Pick<SuspensionRow, 'until' | 'from'>, now: number): boolean {
  return (until === null || !(now >= Date.parse(until))) && (from === undefined || !(now < Date.parse(from)))
}

/** What is suspended, in words. */
export function useOf({ target, value }: Pick<SuspensionRow, 'target' | 'value'>): string {
  return target === 'all' ? 'Use of AI' : `Use of AI by ${target} “${value}”`
}

/** How a request stands to suspensions, as far as it is known; null: not known yet. */
export interface SuspensionScope {
  readonly system: string | null
  readonly vendor: string | null
  readonly client: string
  readonly unit: string
  readonly purpose: string | null
  /** Principal key. */
  readonly person: string
}

/** How somebody’s use stands to suspensions; without a system or a purpose: as far as that is known. */
export function suspensionScope(
  { client, unit, key: person }: Pick<Principal, 'client' | 'unit' | 'key'>,
  system: { readonly id: string; readonly vendor: { readonly name: string } } | null = null,
  purpose: string | null = null,
): SuspensionScope {
  return { system: system?.id ?? null, vendor: system?.vendor.name ?? null, purpose, client, unit, person }
}

/** The suspensions that hit a request now (milliseconds since the epoch), of those in force. */
export function suspensionsInForce(rows: StateRows, scope: SuspensionScope, now: number): SuspensionRow[] {
  const all = rows.all(SUSPENSION)
  if (all.size === 0) return []
  return ([...all.values()] as SuspensionRow[]).filter(
    (row) => isInForce(row, now) && (row.target === 'all' || scope[row.target] === row.value),
  )
}
