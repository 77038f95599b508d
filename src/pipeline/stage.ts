import type { Clock } from '../core/ids.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { ExchangeRegistry } from '../core/registry.ts'
import type { Authenticator } from '../identity/authenticator.ts'
import type { SenderCheck } from '../identity/sender.ts'
import type { StateCache } from '../records/state-cache.ts'
import type { Exchange } from './exchange.ts'
import type { QuotaLedger } from './quota-ledger.ts'
import type { Recorder } from './recorder.ts'
import type { ReleasedItems } from './released-items.ts'
import type { Detection } from './scan/detection.ts'
import type { SeatLedger } from './seat-ledger.ts'

/** What stages work with. No stage reaches past it. */
export interface PipelineParts {
  readonly clock: Clock
  readonly authenticator: Authenticator
  readonly sender: SenderCheck
  /** The gateway as callers name it: what DPoP proofs must be for. */
  readonly publicUrl: string
  readonly detection: Detection
  readonly recorder: Recorder
  readonly state: StateCache
  readonly quotas: QuotaLedger
  readonly seats: SeatLedger
  readonly items: ReleasedItems
  readonly registry: ExchangeRegistry
  /** Key of placeholders and of the digests that `user` fields leave as. */
  readonly pseudonymKey: Buffer
  /** Page where a notice is acknowledged. */
  readonly noticeUrl: string
}

/**
 * One step of the request path. Returns a refusal, or null to go on; a throw becomes a refusal too (`run.ts`), so no stage
 * can let a request through by failing.
 */
export interface RequestStage {
  readonly name: string
  /** What the caller is told when the stage itself breaks. */
  readonly onFault: 'record_unavailable' | 'detector_unavailable'
  run(exchange: Exchange, parts: PipelineParts): Refusal | null | Promise<Refusal | null>
}
