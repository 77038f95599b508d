import { FileFault } from '../file-fault.ts'
import type { FileKind, ReadText } from '../file-kind.ts'

/** Text as it is: UTF-8, or UTF-16 with a byte order mark. Anything else would be guessed, and a guess hides what is in it. */
export function readPlainText(bytes: Buffer): ReadText {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), leftOut: [] }
  } catch {
    throw new FileFault('encoding')
  }
}

/** No NUL and no other control character but those of lines, in the first bytes. */
export function looksLikeText(bytes: Buffer): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.length % 2 === 0
  return !bytes.subarray(0, 65_536).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))
}

export const plainText: FileKind = {
  id: 'text',
  name: 'text',
  extensions: ['txt', 'md'],
  mediaType: 'text/plain',
  matches: looksLikeText,
  read: readPlainText,
}
