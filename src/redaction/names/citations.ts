import { ANNOUNCED } from './rules.ts'
import type { Words } from './words.ts'

const VERSUS = / vs?\.? /g
const BEFORE_CHARS = 64
/** The other party, and where the decision is printed: `, 347 U.S. 483`. */
const REPORTED =
  /^[^;\n]{2,72}?,? (?:[0-9]{1,4}|_{2,4}) (?:U\.? ?S\.|S\. ?Ct|L\. ?Ed|F\. ?[23S]|F\.|So\.|S\. ?[EW]\.|N\. ?[EW]\.|P\.|A\.|Mo\.|Miss\.|Tex\.|WL )/
const AFTER_CHARS = 96

/** Parties of reported cases are no news of anybody: `Brown v. Board, 347 U.S. 483`. */
export function vetoCitations(text: string, words: Words, scores: Int32Array): void {
  let next = 0
  for (const { index, 0: versus } of text.matchAll(VERSUS)) {
    const from = index + versus.length
    const reported = REPORTED.exec(text.slice(from, from + AFTER_CHARS))
    if (reported === null) continue
    const before = text.slice(Math.max(0, index - BEFORE_CHARS), index)
    const start =
      index - before.length + Math.max(before.search(/[^;:\n(]*$/), before.search(/(?:[a-z]{3}\.|[)\]]) [^.]*$/))
    const end = from + reported[0].length
    while (next < words.count && words.start[next]! < start) next++
    for (; next < words.count && words.start[next]! < end; next++) if (scores[next] !== ANNOUNCED) scores[next] = -1
  }
}
