import { parentPort, workerData } from 'node:worker_threads'
import { originalBytes } from '../sealed-content.ts'
import { matchesText } from '../search/match-text.ts'
import { originalTexts } from '../search/original-texts.ts'
import { textWords } from '../search/text-words.ts'
import { openToRead } from './open-database.ts'
import type { OriginalsReply, OriginalsSettings } from './originals-scan.ts'
import { createRecordReader } from './record-reader.ts'

/** Records between two words about progress. */
const TELL_EVERY = 50

const port = parentPort
if (port === null) throw new Error('originals are scanned in a worker thread')

const { folder, recordKey, indexes, query } = workerData as OriginalsSettings
const db = openToRead(folder)
const reader = createRecordReader(db, recordKey)
const found: number[] = []
let gone = 0

for (const [at, index] of indexes.entries()) {
  const entry = reader.entry(index)
  const bytes = entry === null ? null : originalBytes(entry.parts, 'orig')
  if (bytes === null) {
    if (entry !== null && entry.parts['body'] === null) gone++
  } else if (matchesText(query, originalTexts(bytes).flatMap(textWords))) found.push(index)
  if ((at + 1) % TELL_EVERY === 0) send({ kind: 'progress', scanned: at + 1 })
}
db.close()
send({ kind: 'done', found, gone })

function send(reply: OriginalsReply): void {
  port?.postMessage(reply)
}
