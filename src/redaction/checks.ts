/** Luhn over a string of digits (ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  let double = false
  for (let at = digits.length - 1; at >= 0; at--) {
    let digit = digits.charCodeAt(at) - 0x30
    if (double) {
      digit *= 2
      if (digit > 9) digit -= 9
    }
    sum += digit
    double = !double
  }
  return sum % 10 === 0
}

/** Whether a payment or benefit card of that length can start so (issuer ranges of ISO/IEC 7812). */
export function isCardRange(digits: string): boolean {
  const length = digits.length
  const two = Number(digits.slice(0, 2))
  const three = Number(digits.slice(0, 3))
  const four = Number(digits.slice(0, 4))
  if (digits.startsWith('4')) return length === 13 || length === 16 || length === 19
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return length === 16
  if (two === 34 || two === 37) return length === 15
  if (two === 36) return length === 14 || length === 16
  if ((three >= 300 && three <= 305) || three === 309 || two === 38 || two === 39) return length === 14 || length === 16
  if (four >= 3528 && four <= 3589) return length >= 16
  if (four === 6011 || (three >= 644 && three <= 649) || two === 65 || two === 62) return length >= 16
  // Electronic benefit transfer cards.
  if (four === 5076 || four === 5077 || four === 5081 || four === 6007 || four === 6100) return length === 16
  return (two === 50 || (two >= 56 && two <= 58) || two === 63 || two === 67) && length >= 14
}

/** Area, group and serial rules (SSA POMS RM 10201.035); published sample numbers and repeats belong to nobody. */
export function isAssignableSsn(digits: string): boolean {
  const area = digits.slice(0, 3)
  if (area === '000' || area === '666' || area >= '900') return false
  if (digits.slice(3, 5) === '00' || digits.slice(5) === '0000') return false
  return digits !== '078051120' && digits !== '123456789' && !/^([0-9])\1{8}$/.test(digits)
}

/** North American numbering plan: area code and exchange start with 2–9 and aren't service codes (N11). */
export function isNanpNumber(digits: string): boolean {
  return /^[2-9](?!11)[0-9]{2}[2-9](?!11)[0-9]{6}$/.test(digits) && !/^([0-9])\1{9}$/.test(digits)
}
