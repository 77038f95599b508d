import type { Attachment, Extractor, SentFile } from '../../attachments/extractor.ts'
import { FileFault } from '../../attachments/file-fault.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { fileRefusal } from './file-refusal.ts'

/** What can be read out of a file, or why it can’t be looked at (clauses MS-50, MO-11). */
export async function readFile(extractor: Extractor, file: SentFile): Promise<Attachment | Refusal> {
  try {
    return await extractor.extract(file)
  } catch (error) {
    if (error instanceof FileFault) return fileRefusal(error.kind, file.name)
    throw error
  }
}
