const BLOCK = 512
/** Dates would make the same production another one; the manifest has them. */
const MTIME = 0

/** The end of an archive: two empty blocks. */
export const TAR_END = Buffer.alloc(2 * BLOCK)

/**
 * The header of a file in a tar archive (POSIX.1-1988 ustar). Names are ASCII of at most 100 characters, which is all that a
 * package has; throws a RangeError on others.
 */
export function tarHeader(name: string, bytes: number): Buffer {
  if (!/^[\x20-\x7e]{1,100}$/.test(name))
    throw new RangeError(`${JSON.stringify(name)} is no name for a file of a package`)
  const header = Buffer.alloc(BLOCK)
  const put = (text: string, at: number): void => void header.write(text, at, 'ascii')
  put(name, 0)
  put('0000644\0', 100)
  put('0000000\0', 108)
  put('0000000\0', 116)
  put(sizeField(bytes), 124)
  put(`${MTIME.toString(8).padStart(11, '0')}\0`, 136)
  put('        ', 148)
  put('0', 156)
  put('ustar\x0000', 257)
  let sum = 0
  for (const byte of header) sum += byte
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

const EMPTY_BLOCK = Buffer.alloc(BLOCK)

/** What follows a file of this size up to the next block. */
export function tarPadding(bytes: number): Buffer {
  return EMPTY_BLOCK.subarray(0, (BLOCK - (bytes % BLOCK)) % BLOCK)
}

/** A whole file, as the pieces that it is written in. */
export function tarFile(name: string, content: Buffer): Buffer[] {
  return [tarHeader(name, content.byteLength), content, tarPadding(content.byteLength)]
}

/** Eleven octal digits reach 8 GiB. */
function sizeField(bytes: number): string {
  if (bytes >= 8 ** 11) throw new RangeError(`a file of ${bytes} bytes doesn't fit a tar archive`)
  return `${bytes.toString(8).padStart(11, '0')}\0`
}
