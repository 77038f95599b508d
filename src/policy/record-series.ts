import type { PolicySet } from './policy-set.ts'

/**
 * The record series of a new record: the unit's own where it has one, whatever system was used; else the system's; else
 * the profile's default. Fixed by the unit at the time: a transfer changes no record (MO-29, MO-30).
 */
export function recordSeries(
  policy: Pick<PolicySet, 'index' | 'retention'>,
  unit: string | null,
  ofSystem: string | null,
): string {
  const ofUnit = unit === null ? undefined : policy.index.seriesOfUnit[unit]
  return ofUnit ?? ofSystem ?? policy.retention.default
}
