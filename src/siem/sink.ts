import type { EventKind } from './security-event.ts'

/** Where lines go, with its secret: what the policy says of it and the deployment has. */
export type SinkTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'https'; readonly url: string; readonly authorization: string }
  | { readonly kind: 'syslog'; readonly url: string }

export interface SinkSettings {
  readonly id: string
  readonly form: 'ocsf' | 'cef'
  readonly events: readonly EventKind[]
  readonly from: 'beginning' | 'now'
  readonly to: SinkTarget
}

/** A batch of events in order, each one line. */
export interface Batch {
  readonly lines: readonly string[]
  /** When each happened, RFC 3339. */
  readonly times: readonly string[]
}

/** Somewhere to put lines. */
export interface Sink {
  /**
   * Resolves once the lines were taken. Rejects where they weren’t, or nobody can tell: they are given again. A message
   * of the error holds no secret and nothing that the other side answered.
   */
  send(batch: Batch): Promise<void>
  close(): void
}

/** The longest that a sink is waited for, milliseconds. */
export const SINK_TIMEOUT_MS = 10_000
