import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** A frame: what it says as JSON, and the bytes that go with it. */
export interface Frame {
  readonly head: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
}

const LENGTHS_BYTES = 8

/** Bytes of a frame: length of the head and of the bytes (uint32, big-endian), the head as JSON, the bytes. */
export function frameBytes(head: object, pieces: readonly Uint8Array[]): Buffer {
  const text = Buffer.from(JSON.stringify(head))
  const lengths = Buffer.alloc(LENGTHS_BYTES)
  lengths.writeUInt32BE(text.byteLength, 0)
  lengths.writeUInt32BE(
    pieces.reduce((sum, piece) => sum + piece.byteLength, 0),
    4,
  )
  return Buffer.concat([lengths, text, ...pieces])
}

/** Every whole frame of some bytes, with where it ends. What is cut off at their end is left out. */
export function* framesOf(bytes: Buffer): Generator<Frame & { readonly end: number }> {
  for (let at = 0; at + LENGTHS_BYTES <= bytes.byteLength; ) {
    const from = at + LENGTHS_BYTES
    const to = from + bytes.readUInt32BE(at)
    const end = to + bytes.readUInt32BE(at + 4)
    if (end > bytes.byteLength) return
    yield { head: JSON.parse(bytes.toString('utf8', from, to)) as Frame['head'], bytes: bytes.subarray(to, end), end }
    at = end
  }
}

/** Every whole frame of a file, in order, with where it ends. A last one that was cut off by a crash is left out. */
export function* readFrames(path: string): Generator<Frame & { readonly end: number }> {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const lengths = Buffer.alloc(LENGTHS_BYTES)
    for (let at = 0; at + LENGTHS_BYTES <= size; ) {
      fill(file, lengths, at)
      const headBytes = lengths.readUInt32BE(0)
      const end = at + LENGTHS_BYTES + headBytes + lengths.readUInt32BE(4)
      if (end > size) return
      const frame = Buffer.alloc(end - at - LENGTHS_BYTES)
      fill(file, frame, at + LENGTHS_BYTES)
      const head = JSON.parse(frame.subarray(0, headBytes).toString()) as Frame['head']
      yield { head, bytes: frame.subarray(headBytes), end }
      at = end
    }
  } finally {
    closeSync(file)
  }
}

function fill(file: number, buffer: Buffer, at: number): void {
  for (let done = 0; done < buffer.byteLength; ) {
    const read = readSync(file, buffer, done, buffer.byteLength - done, at + done)
    if (read === 0) throw new Error('the file became shorter while it was read')
    done += read
  }
}
