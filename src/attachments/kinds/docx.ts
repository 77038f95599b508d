import type { FileKind, LeftOut } from '../file-kind.ts'
import { isZip, zipParts } from '../zip-directory.ts'

const NOTES = /^word\/(?:comments|footnotes|endnotes|header\d*|footer\d*)\.xml$/
const IMAGES = /^word\/(?:media|charts|diagrams|embeddings)\//

/** Word documents (ISO/IEC 29500). Tracked deletions are not read; insertions are. */
export const docx: FileKind = {
  id: 'docx',
  name: 'Word',
  extensions: ['docx'],
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  matches: (bytes) => isZip(bytes) && zipParts(bytes).includes('word/document.xml'),
  async read(bytes) {
    const parts = zipParts(bytes)
    const leftOut: LeftOut[] = []
    if (parts.some((part) => IMAGES.test(part))) leftOut.push({ what: 'images' })
    if (parts.some((part) => NOTES.test(part))) leftOut.push({ what: 'notes' })
    const { default: mammoth } = await import('mammoth')
    const { value } = await mammoth.extractRawText({ buffer: bytes })
    return { text: value, leftOut }
  },
}
