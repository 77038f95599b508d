import type { FastifyRequest } from 'fastify'
import type { SentFile } from '../attachments/extractor.ts'
import { FILE_BYTES_MAX, FILES_MAX } from '../attachments/limits.ts'
import { Refused } from './governance-api.ts'

/** A form with files (RFC 7578). `fault`: it was more than a form may hold, and wasn’t read to its end. */
export interface FormWithFiles {
  readonly form: Readonly<Record<string, string>>
  readonly files: readonly SentFile[]
  readonly fault: 'size' | 'files' | null
}

const FIELD_BYTES_MAX = 2 * 1024 * 1024
const NAME_MAX = 150

/**
 * Reads it into memory: no file of a person’s is ever written to a disk here. Of somebody who isn’t signed in no file is
 * kept at all (`keepsFiles`), only what they were writing.
 */
export async function readFormFiles(request: FastifyRequest, keepsFiles: boolean): Promise<FormWithFiles> {
  const form: Record<string, string> = {}
  const files: SentFile[] = []
  const limits = { fileSize: FILE_BYTES_MAX, files: FILES_MAX, fields: 40, fieldSize: FIELD_BYTES_MAX }
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') form[part.fieldname] = String(part.value)
      else if (!keepsFiles) part.file.resume()
      else {
        const bytes = await part.toBuffer()
        // A field for files that nobody used comes as a file without a name.
        if (part.filename !== undefined && part.filename !== '') files.push({ name: named(part.filename), bytes })
      }
    }
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'FST_REQ_FILE_TOO_LARGE') return { form, files, fault: 'size' }
    if (code === 'FST_FILES_LIMIT') return { form, files, fault: 'files' }
    // It broke off, or was no form: nothing else can fail here.
    throw new Refused('malformed_body', {
      message: 'The form can’t be read to its end.',
      next: 'Send it again.',
    })
  }
  return { form, files, fault: null }
}

/** The last part of a path, on one line. */
function named(filename: string): string {
  const name = filename
    .split(/[/\\]/)
    .at(-1)!
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
  return name.slice(-NAME_MAX)
}
