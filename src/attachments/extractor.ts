import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { Extraction, ExtractionJob } from './extraction-worker.ts'
import { FileFault, type FileFaultKind } from './file-fault.ts'
import type { LeftOut } from './file-kind.ts'
import { kindOf } from './kinds/index.ts'
import { FILE_BYTES_MAX, READING_MEGABYTES, READING_MS } from './limits.ts'

/** A file as somebody sent it. */
export interface SentFile {
  readonly name: string
  readonly bytes: Buffer
}

/** What was read out of a file. */
export interface Attachment {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string
  readonly text: string
  readonly leftOut: readonly LeftOut[]
}

/** Reads text out of files, each in a worker of its own that is ended when it takes too long or too much. */
export interface Extractor {
  /** Rejects with a {@link FileFault}. */
  extract(file: SentFile): Promise<Attachment>
}

/** Files that are read at the same time; others wait. */
const AT_ONCE = 2

export function createExtractor(
  url: URL = new URL('./extraction-worker.ts', import.meta.url),
  readingMs: number = READING_MS,
): Extractor {
  const waiting: (() => void)[] = []
  let running = 0

  async function turn(): Promise<void> {
    if (running < AT_ONCE) {
      running += 1
      return
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  function done(): void {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return {
    async extract({ name, bytes }) {
      const kind = kindOf(name)
      if (kind === null) throw new FileFault('kind')
      if (bytes.length === 0) throw new FileFault('empty')
      if (bytes.length > FILE_BYTES_MAX) throw new FileFault('size')
      await turn()
      try {
        const read = await readInWorker(url, { kind: kind.id, bytes }, readingMs)
        if ('fault' in read) throw new FileFault(read.fault)
        return {
          name,
          mediaType: kind.mediaType,
          bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          ...read,
        }
      } finally {
        done()
      }
    },
  }
}

async function readInWorker(url: URL, job: ExtractionJob, readingMs: number): Promise<Extraction> {
  const worker = new Worker(url, {
    name: 'extraction',
    workerData: job,
    // What a library says of a file would stand in the gateway’s own log.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: READING_MEGABYTES },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Extraction>((resolve) => {
      const fault = (kind: FileFaultKind) => () => resolve({ fault: kind })
      timer = setTimeout(fault('slow'), readingMs)
      worker.once('message', resolve)
      // Out of memory, or a library that threw where nobody could catch it.
      worker.once('error', fault('size'))
      worker.once('exit', fault('unreadable'))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
