import { isAssignableSsn, isCardRange, isNanpNumber, passesLuhn } from '../checks.ts'

/** Checks that a policy's own recognizer may ask for by name. Each is given the value as it was written. */
export const NAMED_CHECKS = {
  /** ISO/IEC 7812-1 annex B, over the digits. */
  luhn: (value: string) => passesLuhn(digitsOf(value)),
  /** ISO 7064 MOD 97-10, letters as 10 to 35: the remainder is 1. */
  mod97: (value: string) => remainderOf97(plainOf(value)) === 1,
  /** ISO 13616: the same with the first four characters at the end. */
  iban: (value: string) => remainderOf97(plainOf(value).replace(/^(.{4})(.*)$/, '$2$1')) === 1,
  /** ABA routing numbers: nine digits weighted 3, 7, 1. */
  aba: (value: string) => {
    const digits = digitsOf(value)
    let sum = 0
    for (let at = 0; at < digits.length; at++) sum += Number(digits[at]) * [3, 7, 1][at % 3]!
    return digits.length === 9 && sum > 0 && sum % 10 === 0
  },
  /** National provider identifiers: Luhn over 80840 and the number. */
  npi: (value: string) => /^[12]\d{9}$/.test(digitsOf(value)) && passesLuhn(`80840${digitsOf(value)}`),
  ssn: (value: string) => digitsOf(value).length === 9 && isAssignableSsn(digitsOf(value)),
  card: (value: string) => isCardRange(digitsOf(value)) && passesLuhn(digitsOf(value)),
  nanp: (value: string) => isNanpNumber(digitsOf(value)),
  /** Not one digit over and over, which forms and examples are filled with. */
  notRepeated: (value: string) => !/^(.)\1*$/.test(plainOf(value)),
} as const satisfies Readonly<Record<string, (value: string) => boolean>>

export type CheckName = keyof typeof NAMED_CHECKS
export const CHECK_NAMES = Object.keys(NAMED_CHECKS) as [CheckName, ...CheckName[]]

function digitsOf(value: string): string {
  return value.replace(/[^0-9]/g, '')
}

function plainOf(value: string): string {
  return value.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
}

function remainderOf97(plain: string): number {
  let rest = 0
  for (const char of plain) {
    const value = Number.parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}
