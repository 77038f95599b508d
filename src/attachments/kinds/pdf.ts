import { FileFault } from '../file-fault.ts'
import type { FileKind, LeftOut } from '../file-kind.ts'

/** PDF (ISO 32000). A scan has no text: nothing is read out of images, and that is told. */
export const pdf: FileKind = {
  id: 'pdf',
  name: 'PDF',
  extensions: ['pdf'],
  mediaType: 'application/pdf',
  matches: (bytes) => bytes.subarray(0, 1024).includes('%PDF-'),
  async read(bytes) {
    // Loaded where it is needed: in the worker.
    const { extractText, getDocumentProxy } = await import('unpdf')
    const settings = { isEvalSupported: false, verbosity: 0 }
    const document = await getDocumentProxy(new Uint8Array(bytes), settings).catch((error: unknown) => {
      throw new FileFault(error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'unreadable')
    })
    const { text } = await extractText(document, { mergePages: false })
    const without = text.flatMap((page, at) => (page.trim() === '' ? [at + 1] : []))
    if (without.length === text.length) throw new FileFault('empty')
    const leftOut: LeftOut[] = [{ what: 'images' }]
    if (without.length > 0) leftOut.push({ what: 'pages', pages: without })
    return { text: text.join('\n\n'), leftOut }
  },
}
