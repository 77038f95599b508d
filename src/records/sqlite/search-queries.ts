import { Worker } from 'node:worker_threads'
import type { SearchPage } from '../../core/ports.ts'
import { SearchQueryError } from '../search/query-error.ts'
import type { SearchReaderSettings, SearchReply } from './search-messages.ts'
import type { ScopedQuery } from './search-reader.ts'

/** A query that takes longer is given up, milliseconds, unless its asker said that they wait. */
const QUERY_MAX_MS = 5_000

/** One whose asker waits longer has run for so long when it goes on aside, and the next one gets a thread of its own. */
const ASIDE_MS = 1_000

/** Those that go on aside at once: each reads all the time. */
const ASIDE_MAX = 2

/** A thread that doesn't hear that it should stop, deep in SQLite, is left behind after this. */
const STOP_MAX_MS = 200

/** Queries that wait; whoever comes then is told so at once. */
const WAITING_MAX = 100

const WORKER_URL = new URL('./search-reader-worker.ts', import.meta.url)

interface Asked {
  readonly id: number
  readonly query: ScopedQuery
  readonly size: number
  readonly patience: number
  readonly answer: PromiseWithResolvers<SearchPage>
}

interface Thread {
  readonly worker: Worker
  readonly stop: Int32Array
  running: Asked | null
}

/**
 * Queries, one at a time, on a thread of their own, so that none keeps the index from following the log. One that takes
 * long goes on aside, so that it keeps nobody else waiting either.
 */
export interface SearchQueries {
  /** `patience`: milliseconds that the asker waits; absent: as long as anybody. */
  ask(
    query: ScopedQuery,
    size: number,
    how: { readonly signal?: AbortSignal | undefined; readonly patience?: number | undefined },
  ): Promise<SearchPage>
  close(): Promise<void>
}

export function openSearchQueries(
  folder: string,
  onFault?: (error: unknown) => void,
  asideMs = ASIDE_MS,
): SearchQueries {
  const waiting: Asked[] = []
  /** Each is busy with one query, and ends with it. */
  const aside = new Set<Thread>()
  let thread: Thread | null = null
  let lastId = 0
  let isClosed = false

  function started(): Thread {
    if (thread !== null) return thread
    const stop = new SharedArrayBuffer(4)
    const settings: SearchReaderSettings = { folder, stop }
    const worker = new Worker(WORKER_URL, { workerData: settings, name: 'search-queries' })
    const mine: Thread = { worker, stop: new Int32Array(stop), running: null }
    worker.on('message', (reply: SearchReply) => receive(mine, reply))
    worker.on('error', (error) => onFault?.(error))
    worker.on('exit', () => {
      if (thread === mine || aside.has(mine)) abandon(mine, new Error('the search stopped'))
    })
    thread = mine
    return mine
  }

  function receive(from: Thread, reply: SearchReply): void {
    if (from.running?.id !== reply.id) return
    const { answer } = from.running
    from.running = null
    if (reply.kind === 'page') answer.resolve(reply.page)
    else if (reply.kind === 'refused') answer.reject(new SearchQueryError(reply.problem, reply.next, reply.position))
    else answer.reject(new Error(reply.kind === 'stopped' ? 'the search was given up' : reply.problem))
    if (aside.delete(from)) comeBack(from)
    else next()
  }

  function next(): void {
    if (isClosed || (thread !== null && thread.running !== null)) return
    const asked = waiting.shift()
    if (asked === undefined) return
    const mine = started()
    mine.running = asked
    mine.worker.postMessage({ id: asked.id, query: asked.query, size: asked.size })
    if (asked.patience > QUERY_MAX_MS) setTimeout(() => goAside(mine, asked), asideMs).unref()
  }

  function goAside(from: Thread, asked: Asked): void {
    if (from.running !== asked || thread !== from || isClosed) return
    if (aside.size >= ASIDE_MAX) {
      const ownTime = QUERY_MAX_MS - ASIDE_MS
      setTimeout(() => {
        if (from.running === asked) giveUp(asked, tooSlow('the query takes too long while others do, too'))
      }, ownTime).unref()
      return
    }
    aside.add(from)
    thread = null
    next()
  }

  /** Where nobody is served just now, it is the one that goes on: it remembers what it has counted. */
  function comeBack(from: Thread): void {
    const isFree = thread === null || thread.running === null
    const left = isFree ? thread : from
    if (isFree) thread = from
    left?.worker.postMessage('close')
    next()
  }

  /** Leaves a thread to its end; the next query gets another. */
  function abandon(left: Thread, error: Error): void {
    left.running?.answer.reject(error)
    left.running = null
    void left.worker.terminate()
    if (aside.delete(left)) return
    if (thread === left) thread = null
    next()
  }

  function giveUp(asked: Asked, error: Error): void {
    asked.answer.reject(error)
    const at = waiting.indexOf(asked)
    if (at >= 0) waiting.splice(at, 1)
    const busy = [...aside, ...(thread === null ? [] : [thread])].find(({ running }) => running === asked)
    if (busy === undefined) return
    Atomics.store(busy.stop, 0, asked.id)
    setTimeout(() => {
      if (busy.running === asked) abandon(busy, error)
    }, STOP_MAX_MS)
  }

  return {
    ask(query, size, { signal, patience = QUERY_MAX_MS }) {
      if (isClosed) return Promise.reject(new Error('the search index is closed'))
      if (waiting.length >= WAITING_MAX) return Promise.reject(tooSlow('too many searches are waiting'))
      const answer = Promise.withResolvers<SearchPage>()
      const asked: Asked = { id: ++lastId, query, size, patience, answer }
      const onAbort = (): void => giveUp(asked, new Error('the asker left'))
      const timer = setTimeout(() => giveUp(asked, tooSlow('the query takes too long')), patience)
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
      const open = [...aside, ...(thread === null ? [] : [thread])]
      aside.clear()
      thread = null
      await Promise.all(open.map((one) => end(one, error)))
    },
  }
}

async function end({ worker, running }: Thread, error: Error): Promise<void> {
  running?.answer.reject(error)
  if (running !== null) return void (await worker.terminate())
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.postMessage('close')
  await exited
}

function tooSlow(problem: string): SearchQueryError {
  return new SearchQueryError(problem, 'Narrow it down by a field or a time, or write whole words; then search again.')
}
