import { type Glance, PAIR } from './glance.ts'

/** Where something stands in a text. Half-open, in UTF-16 code units. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** Lines of base64 as mail and PEM fold it. */
const LINE_MIN = 60
const LINE_MAX = 76
const PADDING_MAX = 2
const LETTERS = /[A-Za-z0-9+/_-]*/y

/** Runs of the letters of base64, with lines that are folded as one and with their padding. */
export function base64Runs(text: string, runs: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = []
  let done = 0
  for (const { start, end } of runs) {
    if (start < done) continue
    done = folded(text, start, end)
    for (let padding = 0; padding < PADDING_MAX && text[done] === '='; padding++) done++
    whole.push({ start, end: done })
  }
  return whole
}

/** The end of the last line that goes on where this one, of the usual length, ends. */
function folded(text: string, start: number, firstEnd: number): number {
  let end = firstEnd
  for (let line = start; end - line >= LINE_MIN && end - line <= LINE_MAX; ) {
    const feed = text[end] === '\r' ? end + 1 : end
    if (text[feed] !== '\n') break
    LETTERS.lastIndex = feed + 1
    LETTERS.test(text)
    if (LETTERS.lastIndex === feed + 1) break
    line = feed + 1
    end = LETTERS.lastIndex
  }
  return end
}

/**
 * Nine pairs of hexadecimal digits and more, with a mark or two between them or `\x` or `0x` before them. The first stands
 * for a character of ASCII, so that it begins with a digit.
 */
const HEX_PAIRS = /(?<![0-9A-Za-z])(?:\\x|0x)?[2-7][0-9A-Fa-f](?:[ :,-]{0,2}(?:\\x|0x)?[0-9A-Fa-f]{2}){8,}/g
/** Of nine such pairs. */
const HEX_CHARS_MIN = 18

export function hexPairs(text: string, glance: Glance): Stretch[] {
  if (text.length < HEX_CHARS_MIN || !glance.holdsPair(PAIR.digits | PAIR.digitThenLetter)) return []
  return Array.from(text.matchAll(HEX_PAIRS), ({ 0: run, index }) => ({ start: index, end: index + run.length }))
}
