import { parentPort, workerData } from 'node:worker_threads'
import { SearchQueryError } from '../search/query-error.ts'
import type { SearchReaderSettings, SearchReply, SearchRequest } from './search-messages.ts'
import { openSearchReader, type SearchReader, SearchStopped } from './search-reader.ts'

const port = parentPort
if (port === null) throw new Error('the search reader runs in a worker thread')

const { folder, stop } = workerData as SearchReaderSettings
const toStop = new Int32Array(stop)
let reader: SearchReader | null = null

// One at a time: the other side sends the next query when this one is answered.
port.on('message', (request: SearchRequest | 'close') => {
  if (request === 'close') {
    reader?.close()
    port.close()
  } else port.postMessage(answer(request))
})

function answer({ id, query, size }: SearchRequest): SearchReply {
  try {
    reader ??= openSearchReader(folder)
    return { kind: 'page', id, page: reader.query(query, size, () => Atomics.load(toStop, 0) === id) }
  } catch (error) {
    if (error instanceof SearchQueryError)
      return { kind: 'refused', id, problem: error.problem, next: error.next, position: error.position }
    if (error instanceof SearchStopped) return { kind: 'stopped', id }
    return { kind: 'failed', id, problem: error instanceof Error ? error.message : String(error) }
  }
}
