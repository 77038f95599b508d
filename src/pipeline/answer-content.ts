import { createHash } from 'node:crypto'
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
  const out = body.equals(released) ? [] : [byteEdit(0, body.length, released)]
  return { body: createByteMeter().with(body), released: createByteMeter().with(released), held: { body, out } }
}
