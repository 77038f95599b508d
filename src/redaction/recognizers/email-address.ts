import { isAlphanumeric, isLetter } from '../boundaries.ts'
import type { Recognizer, Scan } from '../scan.ts'
import { spokenEmails } from './spoken-email.ts'

/** E-mail addresses, anchored at the sign, with RFC 5321's limits as bounds (64 before it, 254 in all). */
export const emailAddress: Recognizer = { entity: 'email_address', name: 'email-address', find }

const LOCAL_CHARS_MAX = 64
const ADDRESS_CHARS_MAX = 254

function find(scan: Scan): void {
  const { text } = scan
  // Streams would have to hold every `at` for it.
  if (scan.tables) for (const { start, end } of spokenEmails(scan)) push(scan, start, end, 0.8)
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    let start = sign
    while (start > 0 && sign - start < LOCAL_CHARS_MAX && isLocal(text.charCodeAt(start - 1))) start--
    scan.steps += sign - start + 1
    while (start < sign && !startsLocal(text.charCodeAt(start))) start++
    if (start === sign || text.charCodeAt(sign - 1) === 0x2e) continue
    const end = domainEnd(scan, sign + 1, start + ADDRESS_CHARS_MAX)
    if (end === 0 || isUserInfo(text, start)) continue
    push(scan, start, end, 1)
  }
}

function push({ found }: Scan, start: number, end: number, score: number): void {
  found.push({
    start,
    end,
    entity: 'email_address',
    score,
    recognizer: 'email-address',
    validated: true,
    tier: 'shape',
  })
}

/** End of the longest domain name with a top level of letters that starts here, or 0. */
function domainEnd(scan: Scan, from: number, limit: number): number {
  const { text } = scan
  let at = from
  let end = 0
  let label = from
  let dots = 0
  for (; at <= limit; at++) {
    const code = text.charCodeAt(at)
    if (isAlphanumeric(code) || isAccented(code) || (code === 0x2d && at > label)) continue
    if (dots > 0 && isTopLevel(text, label, at)) end = at
    if (code !== 0x2e || at === label) break
    dots++
    label = at + 1
  }
  scan.steps += at - from
  return end
}

function isTopLevel(text: string, from: number, to: number): boolean {
  if (text.startsWith('xn--', from)) return to - from > 5
  if (to - from < 2 || to - from > 24) return false
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (!isLetter(code) && !isAccented(code)) return false
  }
  return true
}

/** `scheme://user:word@host` is a credential, which the password recognizer takes. */
function isUserInfo(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 128), start)
  return /:\/\/[^/\s@]*:[^/\s]*$/.test(before)
}

function isLocal(code: number): boolean {
  if (isAlphanumeric(code) || isAccented(code)) return true
  return code === 0x2e || code === 0x5f || code === 0x2d || code === 0x2b || code === 0x27 || code === 0x26
}

function startsLocal(code: number): boolean {
  return isAlphanumeric(code) || isAccented(code) || code === 0x5f
}

function isAccented(code: number): boolean {
  return code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7
}
