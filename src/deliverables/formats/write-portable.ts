import { Worker } from 'node:worker_threads'
import { type Typeface, UnknownLetters } from './portable-document.ts'
import type { PortableJob, PortableReply } from './portable-document-worker.ts'
import type { PublishedWords } from './published-words.ts'

const LIMITS = { maxOldGenerationSizeMb: 256 }

/** The PDF of a document, set in a thread of its own: a long one takes seconds. Rejects with {@link UnknownLetters}. */
export async function writePortable(words: PublishedWords, typeface: Typeface): Promise<Uint8Array> {
  const url = new URL('./portable-document-worker.ts', import.meta.url)
  const worker = new Worker(url, { workerData: { words, typeface } satisfies PortableJob, resourceLimits: LIMITS })
  try {
    const reply = await new Promise<PortableReply>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the thread that writes documents stopped')))
    })
    if ('letters' in reply) throw new UnknownLetters(reply.letters)
    return reply.bytes
  } finally {
    void worker.terminate()
  }
}
