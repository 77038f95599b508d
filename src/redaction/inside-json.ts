import type { Edit } from '../core/edits.ts'
import type { StreamTransform } from './hold-back.ts'

/** Keeps streamed JSON JSON: what takes the place of a number, outside of its strings, becomes a string. */
export function insideJson(transform: StreamTransform): StreamTransform {
  let isInside = false
  let isEscaped = false

  function read(text: string, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const character = text.charCodeAt(at)
      if (isEscaped) isEscaped = false
      else if (character === 0x5c) isEscaped = isInside
      else if (character === 0x22) isInside = !isInside
    }
  }

  return {
    decide(text, from, ended, base) {
      const decision = transform.decide(text, from, ended, base)
      const edits: Edit[] = []
      let at = from
      for (const edit of decision.edits) {
        read(text, at, edit.start)
        edits.push(isInside || edit.text === '' ? edit : { ...edit, text: JSON.stringify(edit.text) })
        read(text, edit.start, edit.end)
        at = edit.end
      }
      read(text, at, decision.to)
      return { ...decision, edits }
    },
  }
}
