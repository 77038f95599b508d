import { setTimeout } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openToRead } from './open-database.ts'
import { createSearchFeed, type SearchFeed } from './search-feed.ts'
import { openSearchIndex, type SearchIndex } from './search-index.ts'
import type { SearchReply, SearchRequest, SearchSettings } from './search-link.ts'
import { SearchQueryError } from './search-query.ts'

/** Entries of one step: short enough that a query doesn't wait for it noticeably. */
const STEP = 256

/** The index looks by itself as well, so that its lag ends without being told. */
const LOOK_EVERY_MS = 500

const port = parentPort
if (port === null) throw new Error('the search worker runs in a worker thread')

const { folder, recordKey, databaseUrl } = workerData as SearchSettings
const feed = await openFeed()
let index: SearchIndex | null = null
let isWalking = false
let isClosed = false

const looking = setInterval(() => void walk(), LOOK_EVERY_MS)

port.on('message', (request: SearchRequest) => {
  if (request.kind === 'nudge') void walk()
  else if (request.kind === 'purge') void purge(request).then(send)
  else if (request.kind === 'query') void answer(request).then(send)
  else void close()
})
void walk()

async function openFeed(): Promise<SearchFeed> {
  if (databaseUrl === undefined) return createSearchFeed(openToRead(folder), recordKey)
  const { openPostgresFeed } = await import('../postgres/search-feed.ts')
  return openPostgresFeed(databaseUrl, recordKey)
}

/** Brings the index to the end of the log, a step a turn. A log that can't be read now is looked at again. */
async function walk(): Promise<void> {
  if (isWalking || isClosed) return
  isWalking = true
  let isBehind = false
  try {
    const ready = await opened()
    if (ready === null) return
    const from = ready.upTo()
    const to = Math.min(await feed.size(), from + STEP)
    isBehind = to > from
    if (isBehind) {
      const documents = await feed.documents(from, to)
      if (isClosed) return
      ready.add(documents, to)
    }
    send({ kind: 'indexed', upTo: Math.max(from, to) })
  } catch (error) {
    // The embedded log is always there: what fails on it is a fault.
    if (databaseUrl === undefined) throw error
    isBehind = false
  } finally {
    isWalking = false
    if (isBehind) setImmediate(() => void walk())
  }
}

/** The index of this log; null while the log is empty and has no name yet. */
async function opened(): Promise<SearchIndex | null> {
  if (index !== null) return index
  const logId = await feed.logId()
  if (logId !== '') index ??= openSearchIndex(folder, logId)
  return index
}

async function answer({ id, query, size }: Extract<SearchRequest, { kind: 'query' }>): Promise<SearchReply> {
  try {
    const ready = await opened()
    const empty = { hits: [], total: 0, cursor: null, lag: size, withRemovedWords: 0 }
    return { kind: 'page', id, page: ready === null ? empty : ready.query(query, size) }
  } catch (error) {
    return { kind: 'failed', id, isQueryFault: error instanceof SearchQueryError, message: (error as Error).message }
  }
}

/** Answers once the words are in none of the files: a step that is under way may have read them before. */
async function purge({ id, indexes }: Extract<SearchRequest, { kind: 'purge' }>): Promise<SearchReply> {
  try {
    while (isWalking) await setTimeout(1)
    ;(await opened())?.purge(indexes)
    return { kind: 'purged', id, problem: null }
  } catch (error) {
    return { kind: 'purged', id, problem: (error as Error).message }
  }
}

async function close(): Promise<void> {
  clearInterval(looking)
  isClosed = true
  index?.close()
  await feed.close()
  port?.close()
}

function send(reply: SearchReply): void {
  port?.postMessage(reply)
}
