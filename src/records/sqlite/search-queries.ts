import { Worker } from 'node:worker_threads'
import type { SearchPage } from '../../core/ports.ts'
import { SearchQueryError } from '../search/query-error.ts'
import type { SearchReaderSettings, SearchReply } from './search-messages.ts'
import type { ScopedQuery } from './search-reader.ts'

/** A query that takes longer is given up, milliseconds. */
const QUERY_MAX_MS = 5_000

/** A thread that doesn't hear that it should stop, deep in SQLite, is left behind after this. */
const STOP_MAX_MS = 200

/** Queries that wait; whoever comes then is told so at once. */
const WAITING_MAX = 100

const WORKER_URL = new URL('./search-reader-worker.ts', import.meta.url)

interface Asked {
  readonly id: number
  readonly query: ScopedQuery
  readonly size: number
  readonly answer: PromiseWithResolvers<SearchPage>
}

interface Thread {
  readonly worker: Worker
  readonly stop: Int32Array
}

/** Queries, one at a time, on a thread of their own, so that none keeps the index from following the log. */
export interface SearchQueries {
  ask(query: ScopedQuery, size: number, signal: AbortSignal | undefined): Promise<SearchPage>
  close(): Promise<void>
}

export function openSearchQueries(folder: string, onFault?: (error: unknown) => void): SearchQueries {
  const waiting: Asked[] = []
  let thread: Thread | null = null
  let running: Asked | null = null
  let lastId = 0
  let isClosed = false

  function started(): Thread {
    if (thread !== null) return thread
    const stop = new SharedArrayBuffer(4)
    const settings: SearchReaderSettings = { folder, stop }
    const worker = new Worker(WORKER_URL, { workerData: settings, name: 'search-queries' })
    const mine: Thread = { worker, stop: new Int32Array(stop) }
    worker.on('message', (reply: SearchReply) => receive(reply))
    worker.on('error', (error) => onFault?.(error))
    worker.on('exit', () => {
      if (thread === mine) abandon(new Error('the search stopped'))
    })
    thread = mine
    return mine
  }

  function receive(reply: SearchReply): void {
    if (running?.id !== reply.id) return
    const { answer } = running
    running = null
    if (reply.kind === 'page') answer.resolve(reply.page)
    else if (reply.kind === 'refused') answer.reject(new SearchQueryError(reply.problem, reply.next, reply.position))
    else answer.reject(new Error(reply.kind === 'stopped' ? 'the search was given up' : reply.problem))
    next()
  }

  function next(): void {
    if (running !== null || isClosed) return
    running = waiting.shift() ?? null
    if (running === null) return
    const { id, query, size } = running
    started().worker.postMessage({ id, query, size })
  }

  /** Leaves the thread to its end; the next query gets another. */
  function abandon(error: Error): void {
    const left = thread
    thread = null
    const stopped = running
    running = null
    stopped?.answer.reject(error)
    void left?.worker.terminate()
    next()
  }

  function giveUp(asked: Asked, error: Error): void {
    asked.answer.reject(error)
    const at = waiting.indexOf(asked)
    if (at >= 0) waiting.splice(at, 1)
    if (running !== asked || thread === null) return
    Atomics.store(thread.stop, 0, asked.id)
    setTimeout(() => {
      if (running === asked) abandon(error)
    }, STOP_MAX_MS)
  }

  return {
    ask(query, size, signal) {
      if (isClosed) return Promise.reject(new Error('the search index is closed'))
      if (waiting.length >= WAITING_MAX) return Promise.reject(tooSlow('too many searches are waiting'))
      const answer = Promise.withResolvers<SearchPage>()
      const asked: Asked = { id: ++lastId, query, size, answer }
      const onAbort = (): void => giveUp(asked, new Error('the asker left'))
      const timer = setTimeout(() => giveUp(asked, tooSlow('the query takes too long')), QUERY_MAX_MS)
      signal?.addEventListener('abort', onAbort, { once: true })
      waiting.push(asked)
      if (signal?.aborted) onAbort()
      else next()
      return answer.promise.finally(() => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
      })
    },
    async close() {
      isClosed = true
      const error = new Error('the search index is closed')
      for (const { answer } of waiting.splice(0)) answer.reject(error)
      const closing = thread
      if (closing === null) return
      thread = null
      running?.answer.reject(error)
      if (running !== null) await closing.worker.terminate()
      else {
        const exited = new Promise<void>((resolve) => closing.worker.once('exit', () => resolve()))
        closing.worker.postMessage('close')
        await exited
      }
    },
  }
}

function tooSlow(problem: string): SearchQueryError {
  return new SearchQueryError(problem, 'Narrow it down by a field or a time, or write whole words; then search again.')
}
