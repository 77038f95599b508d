import { parentPort, workerData } from 'node:worker_threads'
import { openToRead } from './open-database.ts'
import { createSearchFeed } from './search-feed.ts'
import { openSearchIndex, type SearchIndex } from './search-index.ts'
import type { IndexReply, IndexRequest, SearchSettings } from './search-messages.ts'

/** Entries of one step: short enough that whoever asks for something else doesn't wait for it noticeably. */
const STEP = 256

/** The index looks by itself as well, so that its lag ends without being told. */
const LOOK_EVERY_MS = 500

/** How long a reader may hold the write-ahead log after words were removed from the index, milliseconds between looks. */
const TRUNCATE_EVERY_MS = 50

const port = parentPort
if (port === null) throw new Error('the search worker runs in a worker thread')

const { folder, recordKey } = workerData as SearchSettings
const log = openToRead(folder)
const feed = createSearchFeed(log, recordKey)
let index: SearchIndex | null = null
let isWalking = false
let isClosed = false

const looking = setInterval(walk, LOOK_EVERY_MS)

port.on('message', (request: IndexRequest) => {
  if (request.kind === 'nudge') walk()
  else if (request.kind === 'purge') purge(request)
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

/** Answers once the words are in none of the files. */
function purge({ id, indexes }: Extract<IndexRequest, { kind: 'purge' }>): void {
  try {
    const ready = opened()
    const isDone = ready === null || ready.purge(indexes, (at) => feed.document(at))
    const finish = (done: boolean): void => {
      if (done || isClosed) send({ kind: 'purged', id, problem: done ? null : 'the index was closed before' })
      else setTimeout(() => finish(ready!.truncate()), TRUNCATE_EVERY_MS)
    }
    finish(isDone)
  } catch (error) {
    send({ kind: 'purged', id, problem: error instanceof Error ? error.message : String(error) })
  }
}

function close(): void {
  clearInterval(looking)
  isClosed = true
  index?.close()
  log.close()
  port?.close()
}

function send(reply: IndexReply): void {
  port?.postMessage(reply)
}
