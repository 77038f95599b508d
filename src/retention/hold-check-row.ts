import type { HoldOrder } from './hold-order.ts'

/** State kind of looks at what a hold would keep, by id. */
export const HOLD_CHECK = 'hold-check'

/** What a hold would keep. */
export interface HoldPreview {
  readonly entries: number
  readonly exchanges: number
  /** Records in scope of its query whose words nobody could look at. */
  readonly unseen: number
}

export interface HoldCheckRow {
  readonly id: string
  readonly agency: string
  readonly by: string
  /** What is placed is what was looked at. */
  readonly order: HoldOrder
  /** Entries of the log that are looked at. */
  readonly upTo: number
  /** RFC 3339. */
  readonly startedAt: string
  /** Gateway that looks. */
  readonly instance: string
  readonly status: 'running' | 'done' | 'cancelled' | 'failed'
  /** Null until it is done. */
  readonly found: HoldPreview | null
}
