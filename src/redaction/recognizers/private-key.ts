import type { Recognizer, Scan } from '../scan.ts'

/** PEM private keys (RFC 7468), cut off or not: an unfinished block is as secret as a whole one. */
export const privateKey: Recognizer = { entity: 'private_key', name: 'private-key', find }

const RULE = '-----'
const END = '-----END '
const HEAD = /-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----/y
const TAIL = /-----END [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----/y
/** Base64 lines, their breaks (also as `\n` in code), and PEM header lines. */
const CONTENT = /[A-Za-z0-9+/=\s\\:,.()-]*/y

function find(scan: Scan): void {
  const { text } = scan
  let at = text.indexOf(RULE)
  while (at >= 0) {
    // In a longer run of dashes the last five count.
    let begin = at + RULE.length
    while (text.charCodeAt(begin) === 0x2d) begin++
    const start = begin - RULE.length
    scan.steps += begin - at
    HEAD.lastIndex = start
    if (!HEAD.test(text)) {
      at = text.indexOf(RULE, begin)
      continue
    }
    const end = blockEnd(text, HEAD.lastIndex)
    scan.steps += end - start
    scan.found.push({
      start,
      end,
      entity: 'private_key',
      score: 1,
      recognizer: 'private-key',
      validated: true,
      tier: 'shape',
    })
    at = text.indexOf(RULE, end)
  }
}

function blockEnd(text: string, from: number): number {
  let at = from
  for (;;) {
    CONTENT.lastIndex = at
    CONTENT.test(text)
    const stop = CONTENT.lastIndex
    const found = text.slice(at, stop).indexOf(END)
    if (found < 0) return stop
    TAIL.lastIndex = at + found
    if (TAIL.test(text)) return TAIL.lastIndex
    at += found + END.length
  }
}
