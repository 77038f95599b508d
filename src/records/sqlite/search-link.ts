import { Worker } from 'node:worker_threads'
import type { SearchPage } from '../../core/ports.ts'
import type { KeyRing } from '../key-ring.ts'
import type { ScopedQuery } from './search-index.ts'
import { SearchQueryError } from './search-query.ts'

/** What the index's thread is asked. */
export type SearchRequest =
  | { readonly kind: 'nudge' }
  | { readonly kind: 'query'; readonly id: number; readonly query: ScopedQuery; readonly size: number }
  | { readonly kind: 'purge'; readonly id: number; readonly indexes: readonly number[] }
  | { readonly kind: 'close' }

export type SearchReply =
  | { readonly kind: 'indexed'; readonly upTo: number }
  | { readonly kind: 'page'; readonly id: number; readonly page: SearchPage }
  | { readonly kind: 'purged'; readonly id: number; readonly problem: string | null }
  | { readonly kind: 'failed'; readonly id: number; readonly isQueryFault: boolean; readonly message: string }

export interface SearchSettings {
  readonly folder: string
  readonly recordKey: KeyRing
  /** Where the log is when it isn't in the folder. */
  readonly databaseUrl?: string
}

/** The search index seen from the gateway's thread. It follows the log by itself; nothing of a record waits for it. */
export interface SearchLink {
  /** The log grew. */
  nudge(): void
  query(query: ScopedQuery, size: number): Promise<SearchPage>
  /** Resolves once no word of these entries is in any file of the index. */
  purge(indexes: readonly number[]): Promise<void>
  /** Entries of the log that the index hasn't seen. */
  lag(size: number): number
  close(): Promise<void>
}

/** A query that takes longer is ended together with its thread, milliseconds. */
const QUERY_MAX_MS = 5_000

const WORKER_URL = new URL('./search-worker.ts', import.meta.url)

export function openSearch(settings: SearchSettings, onFault?: (error: unknown) => void): SearchLink {
  const waiting = new Map<number, PromiseWithResolvers<SearchPage>>()
  const purges = new Map<number, PromiseWithResolvers<void>>()
  let worker: Worker | null = null
  let upTo = 0
  let lastId = 0
  let isClosed = false
  let isNudged = false

  function started(): Worker {
    if (worker !== null) return worker
    const next = new Worker(WORKER_URL, { workerData: settings, name: 'search-index' })
    next.on('message', receive)
    next.on('error', (error) => onFault?.(error))
    next.on('exit', () => {
      worker = null
      for (const { reject } of waiting.values()) reject(new Error('the search index stopped'))
      waiting.clear()
      for (const { reject } of purges.values()) reject(new Error('the search index stopped'))
      purges.clear()
    })
    worker = next
    return next
  }

  function receive(reply: SearchReply): void {
    if (reply.kind === 'indexed') {
      upTo = reply.upTo
      return
    }
    if (reply.kind === 'purged') {
      const purge = purges.get(reply.id)
      purges.delete(reply.id)
      if (reply.problem === null) purge?.resolve()
      else purge?.reject(new Error(reply.problem))
      return
    }
    const answer = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.kind === 'page') answer?.resolve(reply.page)
    else answer?.reject(reply.isQueryFault ? new SearchQueryError(reply.message) : new Error(reply.message))
  }

  function send(request: SearchRequest): void {
    started().postMessage(request)
  }

  started()
  return {
    nudge() {
      // Commits come by the hundred a second; the index looks ten times.
      if (isNudged || isClosed) return
      isNudged = true
      setTimeout(() => {
        isNudged = false
        if (!isClosed) send({ kind: 'nudge' })
      }, 100).unref()
    },
    query(query, size) {
      if (isClosed) return Promise.reject(new Error('the search index is closed'))
      const answer = Promise.withResolvers<SearchPage>()
      const id = ++lastId
      waiting.set(id, answer)
      send({ kind: 'query', id, query, size })
      const timer = setTimeout(() => {
        if (!waiting.delete(id)) return
        answer.reject(new SearchQueryError('the query takes too long; narrow it down'))
        void worker?.terminate()
      }, QUERY_MAX_MS)
      return answer.promise.finally(() => clearTimeout(timer))
    },
    purge(indexes) {
      if (isClosed) return Promise.reject(new Error('the search index is closed'))
      const purge = Promise.withResolvers<void>()
      const id = ++lastId
      purges.set(id, purge)
      send({ kind: 'purge', id, indexes })
      return purge.promise
    },
    lag: (size) => Math.max(0, size - upTo),
    async close() {
      isClosed = true
      const closing = worker
      if (closing === null) return
      const exited = new Promise<void>((resolve) => closing.once('exit', () => resolve()))
      closing.postMessage({ kind: 'close' } satisfies SearchRequest)
      await exited
    },
  }
}
