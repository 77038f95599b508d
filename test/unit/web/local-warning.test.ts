import { expect, test } from 'vitest'
import { holdsIdentifier } from '../../../src/web/islands/chat/local-warning.ts'

test.each([
  'SSN 219-09-9999',
  'ssn: 219 09 9999.',
  'card 4111 1111 1111 1111',
  'card 4111-1111-1111-1111 please',
  'amex 378282246310005',
])('looks like a Social Security or card number: %s', (text) => {
  expect(holdsIdentifier(text)).toBe(true)
})

test.each([
  '',
  'Parcel 094-32-1177-000',
  'call 601-555-0123',
  '000-12-3456 and 666-12-3456 and 987-65-4321',
  '219-00-9999',
  'invoice 4111 1111 1111 1112',
  'PO 4500012345, permit W-2026-0098',
  'tracking 1234567890123456',
])('is no such number: %s', (text) => {
  expect(holdsIdentifier(text)).toBe(false)
})
