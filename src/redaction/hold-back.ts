import { applyEdits, type Edit } from '../core/edits.ts'

/** What a stage decides about the text of a stream that has come so far. */
export interface StreamDecision {
  /** Text before this offset is final and leaves now; the rest waits. */
  readonly to: number
  /** Replacements within `[from, to)`, ordered. */
  readonly edits: readonly Edit[]
}

/** A stage over streamed text. Stateful stages are made anew for each stream. */
export interface StreamTransform {
  /**
   * Decides `text` from `from` on; what is before `from` has left and is context. At the end nothing may wait. `base`
   * characters of the stream came before `text` and are forgotten.
   */
  decide(text: string, from: number, ended: boolean, base: number): StreamDecision
}

export interface TextStream {
  /** Takes a delta and returns what may leave now: possibly nothing, for plain prose exactly the delta. */
  push(delta: string): string
  /** The rest, once no more can come. */
  flush(): string
  /** Characters that wait. */
  readonly held: number
}

/** Context kept before what waits: more than any label, prefix or boundary that a recognizer looks back to. */
const CONTEXT_CHARS = 384
const BUFFER_CHARS = 2048

/** Applies a transform to text that comes in deltas; however it is cut, the same text leaves. */
export function createTextStream(transform: StreamTransform): TextStream {
  let buffer = ''
  let from = 0
  let base = 0

  function advance(ended: boolean): string {
    const { to, edits } = transform.decide(buffer, from, ended, base)
    const released =
      edits.length === 0 ? buffer.slice(from, to) : applyEdits(buffer.slice(from, to), shifted(edits, from))
    from = to
    if (from > BUFFER_CHARS) {
      base += from - CONTEXT_CHARS
      buffer = buffer.slice(from - CONTEXT_CHARS)
      from = CONTEXT_CHARS
    }
    return released
  }

  return {
    push(delta) {
      if (delta === '') return ''
      buffer += delta
      return advance(false)
    },
    flush: () => advance(true),
    get held() {
      return buffer.length - from
    },
  }
}

function shifted(edits: readonly Edit[], by: number): Edit[] {
  return edits.map((edit) => ({ start: edit.start - by, end: edit.end - by, text: edit.text }))
}
