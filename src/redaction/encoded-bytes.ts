import { isUtf8 } from 'node:buffer'

/** What is looked at first: bytes of an image, a digest or a certificate show here already that they are no text. */
const PROBE_CHARS = 48
/** UTF-16 as some shells encode it: every second byte of plain letters is zero. */
const ZERO = 0
/** What a letter of base64 or base64url stands for. */
const SIX_BITS = new Uint8Array(0x80)
for (const letters of ['-_', '+/'])
  for (const [at, letter] of [...`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${letters}`].entries())
    SIX_BITS[letter.charCodeAt(0)] = at

/** The text that a run of base64 or base64url stands for; null: its bytes are no text. */
export function textOfBase64(run: string): string | null {
  if (!mayBeginText(run)) return null
  if (run.length > PROBE_CHARS && textOf(Buffer.from(run.slice(0, PROBE_CHARS), 'base64'), true) === null) return null
  return textOf(Buffer.from(run, 'base64'), false)
}

/** By its first two bytes: a telephone number, a path and most other runs are none. */
function mayBeginText(run: string): boolean {
  const [a, b, c] = [sixBits(run, 0), sixBits(run, 1), sixBits(run, 2)]
  const first = (a << 2) | (b >> 4)
  const second = ((b & 0x0f) << 4) | (c >> 2)
  if (first < 0x20) return first === 0x0a || first === 0x0d || first === 0x09
  if (first < 0x80) return true
  return first >= 0xc2 && first <= 0xf4 ? second >> 6 === 2 || second === ZERO : second === ZERO
}

function sixBits(run: string, at: number): number {
  return SIX_BITS[run.charCodeAt(at) & 0x7f]!
}

/** Likewise for pairs of hexadecimal digits, whatever stands between them. */
export function textOfHex(pairs: string): string | null {
  return textOf(Buffer.from(pairs, 'hex'), false)
}

function textOf(bytes: Buffer, isCut: boolean): string | null {
  const isWide = bytes.length >= 4 && bytes[1] === ZERO && bytes[3] === ZERO
  const step = isWide ? 2 : 1
  let isPlain = true
  for (let at = 0; at < bytes.length; at += step) {
    const byte = bytes[at]!
    if (byte >= 0x80) isPlain = false
    else if (byte === 0x7f || (byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return null
  }
  if (isWide) return bytes.toString('utf16le')
  // A letter of several bytes may be cut in two by the probe.
  if (isPlain || isCut) return bytes.toString('latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : null
}
