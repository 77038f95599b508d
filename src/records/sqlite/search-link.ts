import { Worker } from 'node:worker_threads'
import type { SearchPage, SearchQuery } from '../../core/ports.ts'
import type { IndexReply, IndexRequest, SearchSettings } from './search-messages.ts'
import { openSearchQueries } from './search-queries.ts'
import { compileQuery } from './search-query.ts'
import type { ScopedQuery } from './search-reader.ts'

/** The search index seen from the gateway's thread. It follows the log by itself; nothing of a record waits for it. */
export interface SearchLink {
  /** The log grew. */
  nudge(): void
  query(query: ScopedQuery, size: number, how: Pick<SearchQuery, 'signal' | 'patience'>): Promise<SearchPage>
  /** Resolves once no word of these entries is in any file of the index. */
  purge(indexes: readonly number[]): Promise<void>
  /** Entries of the log that the index hasn't seen. */
  lag(size: number): number
  /** Entries whose words it couldn't read, since their content was altered. */
  altered(): number
  close(): Promise<void>
}

const WORKER_URL = new URL('./search-worker.ts', import.meta.url)

export function openSearch(settings: SearchSettings, onFault?: (error: unknown) => void): SearchLink {
  const purges = new Map<number, PromiseWithResolvers<void>>()
  const queries = openSearchQueries(settings.folder, onFault)
  let worker: Worker | null = null
  let upTo = 0
  let altered = 0
  let isReady = false
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
      for (const { reject } of purges.values()) reject(new Error('the search index stopped'))
      purges.clear()
    })
    worker = next
    return next
  }

  function receive(reply: IndexReply): void {
    if (reply.kind === 'indexed') {
      isReady = true
      upTo = reply.upTo
      altered = reply.altered
      return
    }
    const waiting = purges.get(reply.id)
    purges.delete(reply.id)
    if (reply.problem === null) waiting?.resolve()
    else waiting?.reject(new Error(reply.problem))
  }

  function send(request: IndexRequest): void {
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
    async query(query, size, how) {
      // What can't be read is refused without asking another thread, and before there is an index.
      const { after, before } = compileQuery(query.query, query.incidents)
      if (isReady) return queries.ask(query, size, how)
      const scope = { agencies: query.agencies ?? ['*'], after, before, records: 0, unindexed: 0 }
      const none = { hits: [], total: 0, cursor: null, newer: 0, slots: [], tally: [], withRemovedWords: 0, counts: {} }
      return { ...none, lag: size, upTo: 0, scope }
    },
    purge(indexes) {
      const done = Promise.withResolvers<void>()
      const id = ++lastId
      purges.set(id, done)
      send({ kind: 'purge', id, indexes })
      return done.promise
    },
    altered: () => altered,
    lag: (size) => Math.max(0, size - upTo),
    async close() {
      isClosed = true
      await queries.close()
      const closing = worker
      if (closing === null) return
      const exited = new Promise<void>((resolve) => closing.once('exit', () => resolve()))
      closing.postMessage({ kind: 'close' } satisfies IndexRequest)
      await exited
    },
  }
}
