/** Beyond this a number is no identifier, and writing it out would only cost memory. */
const SHIFT_MAX = 40

/** A JSON number's token without its exponent: `1.23456789e8` is `123456789`. */
export function plainNumber(raw: string): string {
  const [mantissa = '', exponent] = raw.toLowerCase().split('e')
  if (exponent === undefined) return raw
  const shift = Number(exponent)
  if (Math.abs(shift) > SHIFT_MAX) return raw
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.')
  const digits = whole + fraction
  const point = whole.length + shift
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length)
    return `${sign}${digits}${'0'.repeat(point - digits.length)}`.replace(/^(-?)0+(?=\d)/, '$1')
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Fewer digits than any identifier that a recognizer knows has (a telephone number without its area code has seven). */
const HARMLESS_DIGITS_MAX = 6

/** Whether a number has too few digits to identify anybody. */
export function isHarmlessNumber(plain: string): boolean {
  let digits = 0
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i)
    if (code >= 0x30 && code <= 0x39) digits++
  }
  return digits <= HARMLESS_DIGITS_MAX
}
