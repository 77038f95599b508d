import { parentPort, workerData } from 'node:worker_threads'
import { openToRead } from './open-database.ts'
import { createSearchFeed } from './search-feed.ts'
import { openSearchIndex, type SearchIndex } from './search-index.ts'
import type { SearchReply, SearchRequest, SearchSettings } from './search-link.ts'
import { SearchQueryError } from './search-query.ts'

/** Entries of one step: short enough that a query doesn't wait for it noticeably. */
const STEP = 256

/** The index looks by itself as well, so that its lag ends without being told. */
const LOOK_EVERY_MS = 500

const port = parentPort
if (port === null) throw new Error('the search worker runs in a worker thread')

const { folder, recordKey } = workerData as SearchSettings
const log = openToRead(folder)
const feed = createSearchFeed(log, recordKey)
let index: SearchIndex | null = null
let isWalking = false
let isClosed = false

const looking = setInterval(walk, LOOK_EVERY_MS)

port.on('message', (request: SearchRequest) => {
  if (request.kind === 'nudge') walk()
  else if (request.kind === 'query') send(answer(request))
  else close()
})
walk()

/** Brings the index to the end of the log, a step a turn. */
function walk(): void {
  if (isWalking || isClosed) return
  const ready = opened()
  if (ready === null) return
  const from = ready.upTo()
  const to = Math.min(feed.size(), from + STEP)
  if (to > from) {
    ready.add(feed.documents(from, to), to)
    isWalking = true
    setImmediate(() => {
      isWalking = false
      walk()
    })
  }
  send({ kind: 'indexed', upTo: Math.max(from, to) })
}

/** The index of this log; null while the log is empty and has no name yet. */
function opened(): SearchIndex | null {
  const logId = feed.logId()
  if (logId !== '') index ??= openSearchIndex(folder, logId)
  return index
}

function answer({ id, query, size }: Extract<SearchRequest, { kind: 'query' }>): SearchReply {
  try {
    const ready = opened()
    const empty = { hits: [], total: 0, cursor: null, lag: size, withRemovedWords: 0 }
    return { kind: 'page', id, page: ready === null ? empty : ready.query(query, size) }
  } catch (error) {
    return { kind: 'failed', id, isQueryFault: error instanceof SearchQueryError, message: (error as Error).message }
  }
}

function close(): void {
  clearInterval(looking)
  isClosed = true
  index?.close()
  log.close()
  port?.close()
}

function send(reply: SearchReply): void {
  port?.postMessage(reply)
}
