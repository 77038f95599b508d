import { parentPort, workerData } from 'node:worker_threads'
import { portableDocument, type Typeface, UnknownLetters } from './portable-document.ts'
import type { PublishedWords } from './published-words.ts'

export interface PortableJob {
  readonly words: PublishedWords
  readonly typeface: Typeface
}

export type PortableReply = { readonly bytes: Uint8Array } | { readonly letters: string }

if (parentPort === null) throw new Error('documents are written in a worker thread')
const { words, typeface } = workerData as PortableJob
const reply = await portableDocument(words, typeface).then(
  (bytes): PortableReply => ({ bytes }),
  (error: unknown): PortableReply => {
    if (error instanceof UnknownLetters) return { letters: error.letters }
    throw error
  },
)
parentPort.postMessage(reply)
