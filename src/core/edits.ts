import { isUtf8 } from 'node:buffer'

/**
 * One change to a text: the half-open range `[start, end)` is replaced by `text`. Offsets count UTF-16 code units of the
 * text that is edited. Redaction, field rules, restoration and labels all express themselves as edits, so that what was
 * received, what was forwarded and what was released can be rebuilt from each other.
 */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** An edit whose offsets count UTF-8 bytes: the form that records keep, so that an auditor needs no JavaScript. */
export type ByteEdit = { readonly start: number; readonly end: number } & (
  | { readonly text: string }
  /** Bytes that are no UTF-8. */
  | { readonly base64: string }
)

/** Replaces a range of bytes by others. */
export function byteEdit(start: number, end: number, bytes: Buffer): ByteEdit {
  return isUtf8(bytes) ? { start, end, text: bytes.toString() } : { start, end, base64: bytes.toString('base64') }
}

/** Sorts edits by position; throws on overlap, because two stages that claim the same characters are a bug. */
export function orderEdits(edits: readonly Edit[]): Edit[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
  for (let i = 1; i < ordered.length; i++) {
    if (ordered[i]!.start < ordered[i - 1]!.end) throw new Error('edits overlap')
  }
  return ordered
}

/** The text after all edits. `edits` must be ordered and must not overlap (see {@link orderEdits}). */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text
  let result = ''
  let at = 0
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return result + text.slice(at)
}

/** Edits over the edited text that give the original back, counted in UTF-8 bytes. `edits` as for {@link applyEdits}. */
export function inverseByteEdits(text: string, edits: readonly Edit[]): ByteEdit[] {
  const inverse: ByteEdit[] = []
  let at = 0
  let bytes = 0
  for (const edit of edits) {
    bytes += Buffer.byteLength(text.slice(at, edit.start))
    const length = Buffer.byteLength(edit.text)
    inverse.push({ start: bytes, end: bytes + length, text: text.slice(edit.start, edit.end) })
    bytes += length
    at = edit.end
  }
  return inverse
}

/** Applies byte edits to bytes; the way back from a record's `body` to what was received or released. */
export function applyByteEdits(bytes: Buffer, edits: readonly ByteEdit[]): Buffer {
  const pieces: Buffer[] = []
  let at = 0
  for (const edit of edits) {
    pieces.push(
      bytes.subarray(at, edit.start),
      'text' in edit ? Buffer.from(edit.text) : Buffer.from(edit.base64, 'base64'),
    )
    at = edit.end
  }
  pieces.push(bytes.subarray(at))
  return Buffer.concat(pieces)
}
