import { isAlphanumeric } from '../boundaries.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Network interfaces: six pairs of hexadecimal digits, or three groups of four. Broadcast and empty ones name nobody. */
export const macAddress: Recognizer = { entity: 'mac_address', name: 'mac-address', find }

const PAIRS = /[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![:-]?[0-9A-Za-z])/y
const GROUPS = /[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?!\.?[0-9A-Za-z])/y

function find(scan: Scan): void {
  const { text } = scan
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    if (text.charCodeAt(at + 3) === 0x3a) at = consider(scan, PAIRS, at - 2, at)
  }
  for (const { start, end } of scan.tokens.all) {
    if (end - start === 17 && text.charCodeAt(start + 2) === 0x2d) consider(scan, PAIRS, start, start)
    else if (end - start === 4) grouped(scan, start, end)
  }
}

/** Three groups, of which only the one at `start` need hold a digit. */
function grouped(scan: Scan, start: number, end: number): void {
  const { text } = scan
  if (text.charCodeAt(start - 1) === 0x2e) {
    if (text.charCodeAt(start - 6) === 0x2e) consider(scan, GROUPS, start - 10, start)
    else consider(scan, GROUPS, start - 5, start)
  } else if (text.charCodeAt(end) === 0x2e) consider(scan, GROUPS, start, start)
}

/** Returns where to go on. */
function consider(scan: Scan, form: RegExp, start: number, at: number): number {
  scan.steps += 4
  if (start < 0 || isJoined(scan.text, start)) return at
  form.lastIndex = start
  if (!form.test(scan.text)) return at
  const end = form.lastIndex
  scan.steps += end - start
  if (/^[f:.-]+$|^[0:.-]+$/i.test(scan.text.slice(start, end))) return end
  scan.found.push({
    start,
    end,
    entity: 'mac_address',
    score: 1,
    recognizer: 'mac-address',
    validated: true,
    tier: 'shape',
  })
  return end
}

function isJoined(text: string, start: number): boolean {
  const code = text.charCodeAt(start - 1)
  if (isAlphanumeric(code)) return true
  return (code === 0x3a || code === 0x2d || code === 0x2e) && isAlphanumeric(text.charCodeAt(start - 2))
}
