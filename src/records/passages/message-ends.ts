/** Lists of a request that grow with each turn of a conversation, in the wires that vendors have. */
const RESENT = new Set(['messages', 'input', 'contents'])

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = new Set([0x7b, 0x5b])
const CLOSING = new Set([0x7d, 0x5d])
const LIST = 0x5b

/** Depths of the request itself, of its lists, of their members. */
const REQUEST = 1
const MEMBERS = 2

/**
 * Where each member of a request's list of messages ends, in bytes; none for what is no JSON object with such a list. Only
 * where to cut is told, so bytes that no parser would take are cut somewhere, and are the same bytes when joined.
 */
export function messageEnds(body: Buffer): number[] {
  const ends: number[] = []
  let depth = 0
  let name = ''
  let isResent = false
  for (let at = 0; at < body.byteLength; at++) {
    const byte = body[at]!
    if (byte === QUOTE) {
      const end = stringEnd(body, at)
      if (depth === REQUEST) name = body.toString('latin1', at + 1, end)
      at = end
    } else if (OPENING.has(byte)) {
      depth++
      if (depth === MEMBERS) isResent = byte === LIST && ends.length === 0 && RESENT.has(name)
    } else if (CLOSING.has(byte)) {
      depth--
      if (depth === MEMBERS && isResent) ends.push(at + 1)
    }
  }
  return ends
}

/** The place of the quote that ends a string. */
function stringEnd(body: Buffer, start: number): number {
  for (let end = body.indexOf(QUOTE, start + 1); end >= 0; end = body.indexOf(QUOTE, end + 1)) {
    let escapes = 0
    while (body[end - 1 - escapes] === BACKSLASH) escapes++
    if (escapes % 2 === 0) return end
  }
  return body.byteLength
}
