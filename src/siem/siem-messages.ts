import type { KeyRing } from '../records/key-ring.ts'
import type { SinkSettings } from './sink.ts'

/** What the thread that feeds sinks is started with. */
export interface SiemSettings {
  readonly folder: string
  readonly databaseUrl: string | null
  readonly recordKey: KeyRing
  readonly pseudonymKey: Uint8Array
  readonly instance: string
  /** Certificate authorities (PEM) that collectors may chain to beside the public ones. */
  readonly ca: readonly string[]
}

/** What the policy says of security events. */
export interface SiemOrders {
  readonly person: 'id' | 'pseudonym'
  readonly sinks: readonly SinkSettings[]
  /** System → who runs it. */
  readonly providers: Readonly<Record<string, string>>
}

export type SiemRequest = { readonly kind: 'orders'; readonly orders: SiemOrders } | { readonly kind: 'close' }

/** Where a sink is, and what is wrong with it now. */
export interface SinkReport {
  readonly id: string
  readonly upTo: number
  readonly fault: string | null
}
