import { isAlphanumeric } from '../boundaries.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Signed and encrypted tokens (RFC 7519): a base64url JSON header, a dot, and what follows. */
export const jwt: Recognizer = { entity: 'jwt', name: 'jwt', find }

const HEADER_CHARS_MAX = 200
const HEADER_CHARS_MIN = 12
const PAYLOAD_CHARS_MIN = 8

function find(scan: Scan): void {
  const { text } = scan
  // 'J' is rarer in English than 'e', so the native search stops less often.
  for (let anchor = text.indexOf('J'); anchor >= 0; anchor = text.indexOf('J', anchor + 1)) {
    const start = anchor - 2
    if (start < 0 || !text.startsWith('eyJ', start) || isRun(text.charCodeAt(start - 1))) continue
    let end = runEnd(text, start)
    const header = end - start
    let segments = 1
    let payload = 0
    while (segments < 5 && text.charCodeAt(end) === 0x2e) {
      const next = runEnd(text, end + 1)
      if (segments === 1) payload = next - end - 1
      end = next
      segments++
    }
    scan.steps += end - start
    anchor = Math.max(anchor, end - 1)
    if (segments < 2 || header > HEADER_CHARS_MAX || header < HEADER_CHARS_MIN) continue
    if (payload < PAYLOAD_CHARS_MIN) continue
    scan.found.push({ start, end, entity: 'jwt', score: 1, recognizer: 'jwt', validated: true, tier: 'shape' })
  }
}

function runEnd(text: string, from: number): number {
  let at = from
  while (isRun(text.charCodeAt(at))) at++
  return at
}

function isRun(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2d || code === 0x5f
}
