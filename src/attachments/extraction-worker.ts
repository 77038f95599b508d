import { parentPort, workerData } from 'node:worker_threads'
import { FileFault, type FileFaultKind } from './file-fault.ts'
import type { ReadText } from './file-kind.ts'
import { FILE_KINDS } from './kinds/index.ts'
import { FILE_TEXT_MAX } from './limits.ts'

export interface ExtractionJob {
  readonly kind: string
  readonly bytes: Uint8Array
}
export type Extraction = ReadText | { readonly fault: FileFaultKind }

const { kind, bytes } = workerData as ExtractionJob
parentPort!.postMessage(await extraction())

async function extraction(): Promise<Extraction> {
  try {
    const found = FILE_KINDS.find(({ id }) => id === kind)!
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (!found.matches(buffer)) return { fault: 'mismatch' }
    const { text, leftOut } = await found.read(buffer)
    const read = text.replaceAll('\r\n', '\n').trim()
    if (read === '') return { fault: 'empty' }
    return read.length > FILE_TEXT_MAX ? { fault: 'length' } : { text: read, leftOut }
  } catch (error) {
    return { fault: error instanceof FileFault ? error.kind : 'unreadable' }
  }
}
