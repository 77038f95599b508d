import type { DataClass } from './decision.ts'
import { type Principal, principalKey } from './principal.ts'
import type { StateRows } from './state-rows.ts'

/** State kind, by principal key: the person's device isn't compliant (CAEP device-compliance-change, clause MS-11). */
export const DEVICE_NOT_COMPLIANT = 'device-not-compliant'

/** Seconds since the epoch, by the transmitter's clock. */
export interface DevicePosture {
  readonly since: number
  readonly reason: string
}

/** The highest class that the principal may send now, or who acts for it; null: no ceiling but the policy's. */
export function classCeilingOf({ key, actors }: Principal, rows: StateRows): DataClass | null {
  const isCompliant = (person: string): boolean => rows.get(DEVICE_NOT_COMPLIANT, person) === undefined
  return [key, ...actors.map(principalKey)].every(isCompliant) ? null : 'public'
}
