import { createHash } from 'node:crypto'
import type { Attachment, Extractor, SentFile } from '../../attachments/extractor.ts'
import type { Asking } from '../asking.ts'
import { readFile } from '../chat/read-file.ts'
import { allowed } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

/** What the gateway reads out of a file, shown to whoever sends it; neither the file nor its words are kept or sent on. */
export interface AttachmentDesk {
  read(asking: Asking, file: SentFile): Promise<Attachment>
}

/** Clauses MS-50, MO-11: who had which file read is an entry before the answer; of the file it holds a digest and its size. */
export function createAttachmentDesk(extractor: Extractor, look: RecordLook): AttachmentDesk {
  return {
    async read(asking, file) {
      const read = await readFile(extractor, file)
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      const told =
        'code' in read
          ? { refused: read.code, rule: read.rule }
          : {
              mediaType: read.mediaType,
              characters: read.text.length,
              leftOut: read.leftOut.map(({ what }) => what),
            }
      await look(asking, { action: 'read-attachment', sha256, bytes: file.bytes.length, ...told })
      return allowed(read)
    },
  }
}
