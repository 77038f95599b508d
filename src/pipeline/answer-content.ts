import { createHash, hash } from 'node:crypto'
import { type ByteEdit, byteEdit } from '../core/edits.ts'
import type { SpoolFold } from '../core/record.ts'
import type { Step } from '../wires/wire.ts'

/** Size and digest of the bytes of one side of an answer. */
export interface BytesMeta {
  readonly bytes: number
  readonly sha256: string
}

/** An answer as its record will hold it: what the upstream said, and what the client was given for it. */
export interface AnswerContent {
  readonly body: BytesMeta
  readonly released: BytesMeta
  /** The bytes themselves, or where they are; null where they are over the limit, of which size and digest are kept. */
  readonly held: { readonly body: Buffer; readonly out: readonly ByteEdit[] } | { readonly folds: SpoolFold } | null
}

/** Measures bytes as they pass, so that nobody has to hold them. */
export interface ByteMeter {
  add(bytes: Buffer): void
  /** What `add` was given, and these bytes after it; can be asked again. */
  with(last: Buffer): BytesMeta
}

export function createByteMeter(): ByteMeter {
  const digest = createHash('sha256')
  let bytes = 0
  return {
    add(more) {
      digest.update(more)
      bytes += more.length
    },
    with: (last) => ({ bytes: bytes + last.length, sha256: digest.copy().update(last).digest('hex') }),
  }
}

/** An answer that was held whole. */
export function wholeContent({ body, released }: Step): AnswerContent {
  const out = body.equals(released) ? [] : [changeBetween(body, released)]
  return { body: measured(body), released: measured(released), held: { body, out } }
}

function measured(bytes: Buffer): BytesMeta {
  return { bytes: bytes.length, sha256: hash('sha256', bytes, 'hex') }
}

/** One edit, without what both begin and end with: a label is short, the answer round it long. */
function changeBetween(body: Buffer, released: Buffer): ByteEdit {
  const shorter = Math.min(body.length, released.length)
  let start = 0
  while (start < shorter && body[start] === released[start]) start++
  // Not inside of a character.
  while (start > 0 && (released[start]! & 0xc0) === 0x80) start--
  let same = 0
  while (same < shorter - start && body[body.length - 1 - same] === released[released.length - 1 - same]) same++
  while (same > 0 && (released[released.length - same]! & 0xc0) === 0x80) same--
  return byteEdit(start, body.length - same, released.subarray(start, released.length - same))
}
