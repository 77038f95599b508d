import { isAssignableSsn, isCardRange, passesLuhn } from './checks.ts'
import type { Entity, Span } from './recognizer.ts'

/**
 * A JSON number that reads as an SSN or a card. A number leaf has no prose around it, so its digits alone decide; other
 * spellings of the same integer (`1.2e8`, `-…`, `….0`) are read as that integer.
 */
export function findInNumberToken(raw: string, wanted: ReadonlySet<Entity>): Span | null {
  if (raw.length < 5) return null
  const digits = /^[0-9]+$/.test(raw) ? raw : integerDigits(raw)
  const span = { start: 0, end: raw.length }
  if (digits.length === 9 && wanted.has('us_ssn') && isAssignableSsn(digits)) {
    return { ...span, entity: 'us_ssn', score: 0.6, recognizer: 'us-ssn' }
  }
  if (
    digits.length >= 14 &&
    digits.length <= 19 &&
    wanted.has('credit_card') &&
    isCardRange(digits) &&
    passesLuhn(digits)
  ) {
    return { ...span, entity: 'credit_card', score: 1, recognizer: 'credit-card' }
  }
  return null
}

function integerDigits(raw: string): string {
  const value = Math.abs(Number(raw))
  return Number.isSafeInteger(value) ? String(value) : ''
}
