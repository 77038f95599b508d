import { isDigit } from './digit-groups.ts'

/** `glued`: a word stands directly before, as in `SSN123-45-6780`; only a matching label makes that acceptable. */
export type Boundary = 'free' | 'glued' | 'bound'

/** How a number that starts at `start` stands to what is before it. Parts of UUIDs, decimals and amounts are bound. */
export function leftBoundary(text: string, start: number): Boundary {
  if (start === 0) return 'free'
  const code = text.charCodeAt(start - 1)
  if (isLetter(code)) return 'glued'
  if (isDigit(code) || code === 0x24) return 'bound'
  if (code !== 0x2d && code !== 0x2e) return 'free'
  return joinsToken(text, start - 2) ? 'bound' : 'free'
}

/** Whether a number that ends at `end` really ends there. */
export function rightFree(text: string, end: number): boolean {
  const code = text.charCodeAt(end)
  if (isLetter(code) || isDigit(code)) return false
  if (code === 0x2d || code === 0x2e) return !isDigit(text.charCodeAt(end + 1))
  return true
}

export function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

export function isAlphanumeric(code: number): boolean {
  return isLetter(code) || isDigit(code)
}

/** A token before a dash that holds digits (`29b-`) goes on through the dash; a word (`SSN-`) doesn't. */
function joinsToken(text: string, last: number): boolean {
  for (let at = last; at >= 0 && at > last - 16; at--) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) return true
    if (!isLetter(code)) return false
  }
  return false
}
