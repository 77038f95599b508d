import { expect, test } from 'vitest'
import { composeRevocation } from '#src/provisioning/revoke.ts'
import { stateRows } from '#test/support/state-rows.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const order = { issuer: 'https://a.example', subject: null, cause: 'other', reason: 'test' } as const

test.each([
  ['lies ahead', NOW / 1000 + 1],
  // A leap second has the form of a date, and is none that a clock here knows.
  ['is no instant', Math.floor(Date.parse('2026-12-31T23:59:60Z') / 1000)],
])('tokens issued before an instant that %s aren’t revoked: the order is refused (MO-09)', (_name, before) => {
  expect(composeRevocation({ ...order, before }, stateRows(), NOW)).toMatchObject({ code: 'malformed_body' })
})

test('a revocation reaches until the instant that was named, or now', () => {
  expect(composeRevocation({ ...order, before: 5 }, stateRows(), NOW)).toMatchObject({ result: { before: 5 } })
  expect(composeRevocation({ ...order, before: null }, stateRows(), NOW)).toMatchObject({
    result: { before: NOW / 1000 },
  })
})
