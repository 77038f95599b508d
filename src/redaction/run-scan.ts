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

/** By code unit: 1 for a letter of base64 or base64url. */
const BASE64 = tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-')
const EQUALS = 0x3d
const LINE_FEED = 0x0a
const RETURN = 0x0d

/**
 * Runs of the letters of base64 and base64url, lines that are folded as one. Of a run at least every twelfth character is
 * one of them, so that of ordinary words few are looked at.
 */
export function base64Runs(text: string): Stretch[] {
  if (text.length < RUN_MIN) return []
  const codes = codesOf(text)
  const runs: Stretch[] = []
  let from = 0
  for (let at = RUN_MIN - 1; at < codes.length; ) {
    if (BASE64[codes[at]!] === 0) {
      from = at + 1
      at += RUN_MIN
      continue
    }
    let start = at
    while (start > from && BASE64[codes[start - 1]!] === 1) start--
    let end = endOf(codes, at + 1)
    if (end - start >= RUN_MIN) {
      end = folded(codes, start, end)
      for (let padding = 0; padding < PADDING_MAX && end < codes.length && codes[end] === EQUALS; padding++) end++
      runs.push({ start, end })
    }
    from = end
    at = end + RUN_MIN - 1
  }
  return runs
}

/** Reading a piece of a longer string by its characters is slow; an array of them isn’t. */
function codesOf(text: string): Uint16Array {
  const { buffer, byteOffset } = Buffer.from(text, 'utf16le')
  return new Uint16Array(buffer, byteOffset, text.length)
}

function endOf(codes: Uint16Array, from: number): number {
  let end = from
  while (end < codes.length && BASE64[codes[end]!] === 1) end++
  return end
}

/** The end of the last line that goes on where this one, of the usual length, ends. */
function folded(codes: Uint16Array, start: number, firstEnd: number): number {
  let end = firstEnd
  for (let line = start; end - line >= LINE_MIN && end - line <= LINE_MAX; ) {
    const feed = codes[end] === RETURN ? end + 1 : end
    if (codes[feed] !== LINE_FEED) break
    const nextEnd = endOf(codes, feed + 1)
    if (nextEnd === feed + 1) break
    line = feed + 1
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

function tableOf(chars: string): Uint8Array {
  const table = new Uint8Array(0x1_0000)
  for (const char of chars) table[char.charCodeAt(0)] = 1
  return table
}
