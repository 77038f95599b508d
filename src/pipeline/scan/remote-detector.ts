import type { Recognizers } from '../../policy/policy-set.ts'
import type { Span } from '../../redaction/recognizer.ts'

export type DetectorRow = Recognizers['detectors'][number]

/** How a detector elsewhere is asked; the gateway's own certificate authorities apply. */
export type Post = (
  url: string,
  init: {
    readonly method: 'GET' | 'POST'
    readonly headers: Record<string, string>
    readonly body?: string
    readonly signal: AbortSignal
    readonly redirect: 'error'
  },
) => Promise<Response>

/** A detector that isn't part of the engine: another service, or a model that the operator gives. */
export interface RemoteDetector {
  readonly id: string
  /** Spans of each text. Rejects with a `DetectorFault` when it can't be had, is late or answers nonsense. */
  find(texts: readonly string[]): Promise<Span[][]>
  /** Null when it is well, else what is wrong, in a few words. */
  health(): Promise<string | null>
  close(): Promise<void>
}
