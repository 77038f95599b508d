import { parentPort, workerData } from 'node:worker_threads'
import { originalBytes } from '../sealed-content.ts'
import { matchesText } from '../search/match-text.ts'
import { originalTexts } from '../search/original-texts.ts'
import { textWords } from '../search/text-words.ts'
import { openToRead } from './open-database.ts'
import type { OriginalsReply, OriginalsSettings } from './originals-scan.ts'
import { createRecordReader } from './record-reader.ts'

/** How long one look at a record may take, milliseconds. */
const READ_MS = 30_000

/** Records between two words about progress. */
const TELL_EVERY = 50

const port = parentPort
if (port === null) throw new Error('originals are scanned in a worker thread')

const { folder, recordKey, databaseUrl, indexes, query } = workerData as OriginalsSettings
const log = await openLog()
const found: number[] = []
let gone = 0

for (const [at, index] of indexes.entries()) {
  const entry = await log.entry(index)
  const bytes = entry === null ? null : originalBytes(entry.parts, 'orig')
  if (bytes === null) {
    if (entry !== null && entry.parts['body'] === null) gone++
  } else if (matchesText(query, originalTexts(bytes).flatMap(textWords))) found.push(index)
  if ((at + 1) % TELL_EVERY === 0) send({ kind: 'progress', scanned: at + 1 })
}
await log.close()
send({ kind: 'done', found, gone })

/** One record at a time, wherever the log is. */
async function openLog() {
  if (databaseUrl === undefined) {
    const db = openToRead(folder)
    const reader = createRecordReader(db, recordKey)
    return { entry: async (index: number) => reader.entry(index), close: async () => db.close() }
  }
  const { openReaders } = await import('../postgres/connect.ts')
  const postgres = await import('../postgres/record-reader.ts')
  const pool = openReaders(databaseUrl, 1, READ_MS)
  const reader = postgres.createRecordReader(pool, recordKey)
  return { entry: (index: number) => reader.entry(index), close: () => pool.end() }
}

function send(reply: OriginalsReply): void {
  port?.postMessage(reply)
}
