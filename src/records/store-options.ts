import type { Clock, IdSource } from '../core/ids.ts'
import type { Outage } from './commit/availability.ts'
import type { KeyRing } from './key-ring.ts'
import type { SigningKey } from './signing-key.ts'

/** What either store is opened with. */
export interface StoreOptions {
  /**
   * The data folder; made when absent, readable by its owner only. Beside PostgreSQL the gateway's own, with its search
   * index.
   */
  readonly folder: string
  /** Origin of the log; the signing key's name. */
  readonly origin: string
  readonly instance: string
  readonly recordKey: KeyRing
  readonly signingKey: SigningKey
  readonly clock: Clock
  readonly ids: IdSource
  /** Bound of a commit, milliseconds. */
  readonly commitSlowMs?: number
  readonly workerUrl?: URL
  /** Under whose name the store writes entries of its own (`clock`). */
  readonly own?: { readonly agency: string; readonly series: string; readonly policy: string }
  /** After an outage; the caller appends one `outage` entry and may call `recoverInterrupted`. */
  readonly onOutage?: (outage: Outage) => void
  /** What went wrong inside, for the operator's log. */
  readonly onFault?: (error: unknown) => void
}
