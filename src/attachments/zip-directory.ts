import { FileFault } from './file-fault.ts'
import { PARTS_MAX, UNPACKED_BYTES_MAX } from './limits.ts'

/** APPNOTE.TXT 6.3.10: signatures of the end record and of a header of the central directory. */
const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_HEADER = 0x02014b50
const END_BYTES = 22
const COMMENT_MAX = 0xffff
const ENCRYPTED_FLAG = 0x1

/**
 * Names of a zip archive’s parts, from its central directory. Throws `size` where they would unpack to too much, before
 * anything is unpacked; what the directory conceals, the worker’s memory limit stops.
 */
export function zipParts(bytes: Buffer): readonly string[] {
  const end = endOfDirectory(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > PARTS_MAX) throw new FileFault('size')
  let at = bytes.readUInt32LE(end + 16)
  let unpacked = 0
  const names: string[] = []
  for (let part = 0; part < count; part += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_HEADER) throw new FileFault('unreadable')
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0) throw new FileFault('locked')
    unpacked += bytes.readUInt32LE(at + 24)
    if (unpacked > UNPACKED_BYTES_MAX) throw new FileFault('size')
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    names.push(bytes.toString('utf8', at + 46, at + 46 + name))
    at += 46 + name + extra + comment
  }
  return names
}

export function isZip(bytes: Buffer): boolean {
  return bytes.length >= END_BYTES && bytes.readUInt32LE(0) === 0x04034b50
}

function endOfDirectory(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - END_BYTES - COMMENT_MAX)
  for (let at = bytes.length - END_BYTES; at >= from; at -= 1)
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at
  throw new FileFault('unreadable')
}
