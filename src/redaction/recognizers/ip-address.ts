import { isAlphanumeric, leftBoundary, rightFree } from '../boundaries.ts'
import { GAP, isDigit } from '../digit-groups.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** IPv4 and IPv6 addresses. Loopback, unspecified addresses and netmasks say nothing of anybody and stay. */
export const ipAddress: Recognizer = { entity: 'ip_address', name: 'ip-address', find }

const IPV6_CHARS_MAX = 45
/** `4.3.2.1` */
const DIGITS_CHARS = 7

function find(scan: Scan): void {
  version4(scan)
  for (let colon = scan.text.indexOf(':'); colon >= 0; colon = scan.text.indexOf(':', colon))
    colon = version6(scan, colon)
}

function version4(scan: Scan): void {
  const { start, end, gap, count } = scan.groups
  for (let g = 0; g + 3 < count; g++) {
    if (gap[g] !== GAP.dot || gap[g + 1] !== GAP.dot || gap[g + 2] !== GAP.dot) continue
    const from = start[g]!
    const to = end[g + 3]!
    scan.steps += 4
    if (to - from > 15 || gap[g + 3] === GAP.dot || !isIpv4(scan, g)) continue
    if (leftBoundary(scan.text, from) !== 'free' || !rightFree(scan.text, to)) continue
    const label = scan.labelLeft(from)
    if (label !== null && label.distance < 2 && (label.kind === 'version' || label.kind === 'reference')) continue
    // Four single digits count the sections of a document.
    if (to - from === DIGITS_CHARS && label?.kind !== 'ip' && scan.hint !== 'ip' && !isSame(scan, g)) continue
    push(scan, from, to, 0.95)
    g += 3
  }
}

/** `9.9.9.9`: such are resolvers. */
function isSame({ text, groups: { start } }: Scan, first: number): boolean {
  const digit = text.charCodeAt(start[first]!)
  return [1, 2, 3].every((step) => text.charCodeAt(start[first + step]!) === digit)
}

/** Returns where to go on looking. */
function version6(scan: Scan, colon: number): number {
  const { text } = scan
  const after = text.charCodeAt(colon + 1)
  if (after !== 0x3a && !isHex(after)) return colon + 1
  let from = colon
  while (from > 0 && colon - from < 5 && isHex(text.charCodeAt(from - 1))) from--
  let to = colon
  while (to < text.length && to - from <= IPV6_CHARS_MAX && isHexColonDot(text.charCodeAt(to))) to++
  scan.steps += to - from
  let end = to
  while (
    end > colon &&
    (text.charCodeAt(end - 1) === 0x2e || (text.charCodeAt(end - 1) === 0x3a && text.charCodeAt(end - 2) !== 0x3a))
  )
    end--
  if (!isAlphanumeric(text.charCodeAt(from - 1)) && !isAlphanumeric(text.charCodeAt(to))) {
    const address = text.slice(from, end)
    if (/[0-9]/.test(address) && isIpv6(address) && address !== '::1') push(scan, from, end, 1)
  }
  return Math.max(to, colon + 1)
}

/** Four groups from this one on, each an octet in decimal. */
function isIpv4({ text, groups: { start, end } }: Scan, first: number): boolean {
  let network = 0
  for (let g = first; g < first + 4; g++) {
    const size = end[g]! - start[g]!
    let octet = 0
    for (let at = start[g]!; at < end[g]!; at++) octet = octet * 10 + text.charCodeAt(at) - 0x30
    if (size > 3 || octet > 255) return false
    if (g === first) network = octet
    // With zeros before it, `000` among them, it is written as nobody writes a network that says nothing.
    if (g === first && size > 1 && text.charCodeAt(start[g]!) === 0x30) network = -1
  }
  return network !== 127 && network !== 0 && network !== 255
}

/** RFC 4291 2.2: eight groups, or fewer with one `::`; the last two may be written as IPv4. */
function isIpv6(address: string): boolean {
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  let count = groups.length
  const last = groups.at(-1)
  if (last?.includes('.')) {
    if (!/^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/.test(last)) return false
    groups.pop()
    count++
  }
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false
  return halves.length === 2 ? count <= 7 && count > 0 : count === 8
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46)
}

function isHexColonDot(code: number): boolean {
  return isHex(code) || code === 0x3a || code === 0x2e
}

function push(scan: Scan, start: number, end: number, score: number): void {
  scan.found.push({ start, end, entity: 'ip_address', score, recognizer: 'ip-address', validated: true, tier: 'shape' })
}
