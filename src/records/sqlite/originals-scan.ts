import { Worker } from 'node:worker_threads'
import type { KeyRing } from '../key-ring.ts'
import type { QueryNode } from '../search/query-tree.ts'

export interface OriginalsSettings {
  readonly folder: string
  readonly recordKey: KeyRing
  /** Where the log is when it isn't in the folder. */
  readonly databaseUrl?: string
  /** The frozen scope: positions in the log. */
  readonly indexes: readonly number[]
  readonly query: QueryNode
}

export type OriginalsReply =
  | { readonly kind: 'progress'; readonly scanned: number }
  | { readonly kind: 'done'; readonly found: readonly number[]; readonly gone: number }

/** What a scan of originals came to. */
export interface OriginalsFound {
  /** Positions of entries whose original matches. */
  readonly found: readonly number[]
  /** Entries whose content is destroyed. */
  readonly gone: number
}

const WORKER_URL = new URL('./originals-worker.ts', import.meta.url)

/** Opens the originals of a scope on a thread of its own and looks through them. Rejects when `signal` says so. */
export function scanOriginals(
  settings: OriginalsSettings,
  signal: AbortSignal,
  onProgress: (scanned: number) => void,
): Promise<OriginalsFound> {
  const result = Promise.withResolvers<OriginalsFound>()
  const worker = new Worker(WORKER_URL, { workerData: settings, name: 'originals' })
  const stop = (): void => {
    result.reject(new Error('the scan was cancelled'))
    void worker.terminate()
  }
  worker.on('message', (reply: OriginalsReply) => {
    if (reply.kind === 'progress') onProgress(reply.scanned)
    else result.resolve({ found: reply.found, gone: reply.gone })
  })
  worker.on('error', (error) => result.reject(error))
  worker.on('exit', () => result.reject(new Error('the scan stopped')))
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  return result.promise.finally(() => signal.removeEventListener('abort', stop))
}
