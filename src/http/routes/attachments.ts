import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { fileRefusal } from '../chat/file-refusal.ts'
import type { AttachmentDesk } from '../desks/attachment-desk.ts'
import { readFormFiles } from '../form-files.ts'
import { allowed, Refused } from '../governance-api.ts'

/** What would go with a question: a file’s text, before anybody asks anything. */
export async function attachmentRoutes(
  app: FastifyInstance,
  { attachments }: { readonly attachments: AttachmentDesk },
): Promise<void> {
  await app.register(multipart)
  app.post('/attachments', async (request) => {
    if (!request.isMultipart())
      throw new Refused('media_type_not_governed', { next: 'Send the file as `file` in multipart/form-data.' })
    const { files, fault } = await readFormFiles(request, true)
    if (fault === 'size') allowed(fileRefusal('size', files.at(-1)?.name ?? '…'))
    const [file] = files
    if (file === undefined || files.length > 1 || fault !== null)
      throw new Refused('malformed_body', {
        clause: 'MS-50',
        rule: 'attachment:one',
        message: 'A request is for exactly one file.',
        next: 'Send one file as `file` in multipart/form-data.',
      })
    const { name, mediaType, bytes, sha256, text, leftOut } = await attachments.read(request, file)
    return { name, media_type: mediaType, bytes, sha256, characters: text.length, left_out: leftOut, text }
  })
}
