import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passesAba, passesIban } from '#src/redaction/checks-bank.ts'
import { isAssignableItin, isEinPrefix } from '#src/redaction/checks-tax.ts'
import { isVin } from '#src/redaction/checks-vehicle.ts'

const digit = fc.integer({ min: 0, max: 9 })
/** A place in the value and what is added to its digit. */
const slip = fc.tuple(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 9 }))

function slipped(value: string, [place, by]: readonly [number, number], from = 0): string {
  const places = [...value].flatMap((char, at) => (at >= from && /[0-9]/.test(char) ? [at] : []))
  const at = places[place % places.length]!
  return `${value.slice(0, at)}${(Number(value[at]) + by) % 10}${value.slice(at + 1)}`
}

/** Exactly one of the candidates passes: a check digit is a function of the rest. */
function completed(candidates: readonly string[], passes: (value: string) => boolean): string {
  const valid = candidates.filter(passes)
  expect(valid).toHaveLength(1)
  return valid[0]!
}

const tenOf = (before: string, after = ''): string[] => [...'0123456789'].map((one) => before + one + after)

describe('check digits', () => {
  test('a routing number has one, and no slip of one digit passes', () => {
    const start = fc.constantFrom('01', '06', '12', '21', '26', '32', '61', '65', '72', '80')
    fc.assert(
      fc.property(start, fc.array(digit, { minLength: 6, maxLength: 6 }), slip, (prefix, digits, change) => {
        const routing = completed(tenOf(prefix + digits.join('')), passesAba)
        expect(passesAba(slipped(routing, change))).toBe(false)
      }),
    )
  })

  test('a vehicle number has one, and no slip of one digit passes', () => {
    const char = fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789')
    fc.assert(
      fc.property(fc.array(char, { minLength: 16, maxLength: 15 + 1 }), slip, (chars, change) => {
        const [before, after] = [`1${chars.slice(1, 8).join('')}`, chars.slice(8).join('')]
        const vehicle = completed([...tenOf(before, after), `${before}X${after}`], isVin)
        expect(isVin(slipped(vehicle, change))).toBe(false)
      }),
    )
  })

  test('an international account number has two, and no slip of one digit passes', () => {
    fc.assert(
      fc.property(fc.array(digit, { minLength: 18, maxLength: 18 }), slip, (digits, change) => {
        const account = digits.join('')
        const all = Array.from({ length: 97 }, (_, check) => `DE${String(check + 2).padStart(2, '0')}${account}`)
        const whole = completed(all, passesIban)
        expect(passesIban(slipped(whole, change, 2))).toBe(false)
        expect(passesIban(whole.slice(0, -1))).toBe(false)
        expect(passesIban(`XX${whole.slice(2)}`)).toBe(false)
      }),
    )
  })
})

test.each([
  ['900501234', true],
  ['900651234', true],
  ['912701234', true],
  ['912881234', true],
  ['912931234', true],
  ['912941234', true],
  ['912491234', false],
  ['912661234', false],
  ['912691234', false],
  ['912891234', false],
  ['812701234', false],
  ['91270123', false],
])('%s as a taxpayer number: %s', (digits, holds) => {
  expect(isAssignableItin(digits)).toBe(holds)
})

test.each([
  ['64', true],
  ['43', true],
  ['00', false],
  ['07', false],
  ['89', false],
  ['97', false],
])('an employer number starts with %s: %s', (prefix, holds) => {
  expect(isEinPrefix(prefix)).toBe(holds)
})
