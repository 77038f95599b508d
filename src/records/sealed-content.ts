import { applyByteEdits, type ByteEdit } from '../core/edits.ts'
import type { StoredEntry } from '../core/record.ts'

/** What was received, or released, in one entry of an exchange. */
export interface SealedContent {
  readonly index: number
  readonly type: string
  readonly time: string
  /** Exact bytes, as text where they are UTF-8. */
  readonly content: string
  readonly encoding: 'utf8' | 'base64'
}

/** Rebuilds the bytes that `orig` or `out` leads to from `body`; entries without that part are what `body` says. */
export function sealedContent(entries: readonly StoredEntry[], part: 'orig' | 'out'): SealedContent[] {
  return entries.flatMap(({ index, type, time, parts }) => {
    const bytes = parts[part] ? originalBytes(parts, part) : null
    if (bytes === null) return []
    const text = bytes.toString()
    const isText = Buffer.from(text).equals(bytes)
    const content = isText ? text : bytes.toString('base64')
    return [{ index, type, time, content, encoding: isText ? 'utf8' : 'base64' } as const]
  })
}

/** What was received or released in one entry; `body` itself where nothing was changed, null where it is gone. */
export function originalBytes(parts: StoredEntry['parts'], part: 'orig' | 'out'): Buffer | null {
  const [body, edits] = [parts['body'], parts[part]]
  if (!body || edits === null) return null
  if (edits === undefined) return body
  return applyByteEdits(body, (JSON.parse(edits.toString()) as { edits: ByteEdit[] }).edits)
}
