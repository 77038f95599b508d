/** Where something stands in a text. Half-open, in UTF-16 code units. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** Nine bytes at least: shorter ones hold no identifier, and every long word is one. */
const RUN_MIN = 12
/** Lines of base64 as mail and PEM fold it. */
const LINE_MIN = 60
const LINE_MAX = 76
const PADDING_MAX = 2

const BASE64 = tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-')

/**
 * Runs of the letters of base64 and base64url, lines that are folded as one. Of a run at least every twelfth character is
 * one of them, so that of ordinary words few are looked at.
 */
export function base64Runs(text: string): Stretch[] {
  const runs: Stretch[] = []
  let from = 0
  for (let at = RUN_MIN - 1; at < text.length; ) {
    if (!has(BASE64, text, at)) {
      from = at + 1
      at += RUN_MIN
      continue
    }
    let start = at
    while (start > from && has(BASE64, text, start - 1)) start--
    let end = endOf(text, at + 1)
    if (end - start >= RUN_MIN) {
      end = folded(text, start, end)
      for (let padding = 0; padding < PADDING_MAX && text.charCodeAt(end) === 0x3d; padding++) end++
      runs.push({ start, end })
    }
    from = end
    at = end + RUN_MIN - 1
  }
  return runs
}

function endOf(text: string, from: number): number {
  let end = from
  while (has(BASE64, text, end)) end++
  return end
}

/** The end of the last line that goes on where this one, of the usual length, ends. */
function folded(text: string, start: number, firstEnd: number): number {
  let end = firstEnd
  for (let line = start; end - line >= LINE_MIN && end - line <= LINE_MAX; ) {
    const next = text.charCodeAt(end) === 0x0d ? end + 2 : end + 1
    if (text.charCodeAt(next - 1) !== 0x0a) break
    const nextEnd = endOf(text, next)
    if (nextEnd === next) break
    line = next
    end = nextEnd
  }
  return end
}

/**
 * Nine pairs of hexadecimal digits and more, with a mark or two between them or `\x` or `0x` before them. The first stands
 * for a character of ASCII, so that it begins with a digit.
 */
const HEX_PAIRS = /(?<![0-9A-Za-z])(?:\\x|0x)?[2-7][0-9A-Fa-f](?:[ :,-]{0,2}(?:\\x|0x)?[0-9A-Fa-f]{2}){8,}/g

export function hexPairs(text: string): Stretch[] {
  return Array.from(text.matchAll(HEX_PAIRS), ({ 0: run, index }) => ({ start: index, end: index + run.length }))
}

function has(table: Uint8Array, text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  // Not a number beyond the end: no table is asked for that, which would cost every other look.
  return code < 128 && table[code] === 1
}

function tableOf(chars: string): Uint8Array {
  const table = new Uint8Array(128)
  for (const char of chars) table[char.charCodeAt(0)] = 1
  return table
}
