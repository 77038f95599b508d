import { setTimeout } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openFeedSource } from '../search/open-feed-source.ts'
import { readDocuments } from '../search/read-documents.ts'
import { openSearchIndex, type SearchDocument, type SearchIndex } from './search-index.ts'
import type { IndexReply, IndexRequest, SearchSettings } from './search-messages.ts'

/** Entries of one step: short enough that whoever asks for something else doesn't wait for it noticeably. */
const STEP = 256

/** The index looks by itself as well, so that its lag ends without being told. */
const LOOK_EVERY_MS = 500

/** How long a reader may hold the write-ahead log after words were removed from the index, milliseconds between looks. */
const TRUNCATE_EVERY_MS = 50

const port = parentPort
if (port === null) throw new Error('the search worker runs in a worker thread')

const { folder, recordKey, databaseUrl } = workerData as SearchSettings
const feed = readDocuments(await openFeedSource(folder, databaseUrl), recordKey)
let index: SearchIndex | null = null
/** A step or a purge is under way: the other waits for the next look. */
let isWorking = false
let isClosed = false

const looking = setInterval(() => void walk(), LOOK_EVERY_MS)

port.on('message', (request: IndexRequest) => {
  if (request.kind === 'nudge') void walk()
  else if (request.kind === 'purge') void purge(request)
  else void close()
})
void walk()

/** Brings the index to the end of the log, a step a turn. A log that can't be read now is looked at again. */
async function walk(): Promise<void> {
  if (isWorking || isClosed) return
  isWorking = true
  let isBehind = false
  try {
    const ready = await opened()
    if (ready === null) return
    const from = ready.upTo()
    const to = Math.min(await feed.size(), from + STEP)
    isBehind = to > from
    if (isBehind) {
      for await (const documents of feed.changed(from, to)) if (!isClosed) ready.add(documents, from)
      const documents = await feed.documents(from, to)
      if (isClosed) return
      ready.add(documents, to)
    }
    send({ kind: 'indexed', upTo: Math.max(from, to), altered: ready.altered() })
  } catch (error) {
    // The embedded log is always there: what fails on it is a fault.
    if (databaseUrl === undefined) throw error
    isBehind = false
  } finally {
    isWorking = false
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

/** Answers once the words are in none of the files. */
async function purge({ id, indexes }: Extract<IndexRequest, { kind: 'purge' }>): Promise<void> {
  while (isWorking) await setTimeout(TRUNCATE_EVERY_MS)
  isWorking = true
  try {
    const ready = await opened()
    const again: SearchDocument[] = []
    for (const at of ready?.followers(indexes) ?? []) again.push(...(await feed.documents(at, at + 1)))
    let isDone = isClosed || ready === null || ready.purge(indexes, again)
    while (!isDone && !isClosed) {
      await setTimeout(TRUNCATE_EVERY_MS)
      isDone = ready?.truncate() ?? true
    }
    send({ kind: 'purged', id, problem: isClosed ? 'the index was closed before' : null })
  } catch (error) {
    send({ kind: 'purged', id, problem: error instanceof Error ? error.message : String(error) })
  } finally {
    isWorking = false
  }
}

async function close(): Promise<void> {
  clearInterval(looking)
  isClosed = true
  while (isWorking) await setTimeout(1)
  index?.close()
  await feed.close()
  port?.close()
}

function send(reply: IndexReply): void {
  port?.postMessage(reply)
}
