import { expect, test } from 'vitest'
import { addressLimit } from '#src/http/public-chat/address-limit.ts'
import { sealedConversations } from '#src/http/public-chat/sealed-conversation.ts'

const KEY = Buffer.alloc(32, 7)
const HOUR_MS = 3_600_000

function clockAt(start: number): { now: () => number; ahead: number } {
  const clock = { ahead: 0, now: () => start + clock.ahead }
  return clock
}

test('so many messages come from one address in an hour, and others don’t wait for it', () => {
  const clock = clockAt(0)
  const limit = addressLimit(clock, KEY)
  expect([1, 2, 3, 4].map(() => limit.take('192.0.2.1', 3))).toEqual([null, null, null, 3_600])
  expect(limit.take('192.0.2.2', 3)).toBeNull()
  clock.ahead = HOUR_MS - 1_000
  expect(limit.take('192.0.2.1', 3)).toBe(1)
  clock.ahead = HOUR_MS
  expect(limit.take('192.0.2.1', 3)).toBeNull()
})

test('a flood from everywhere takes no more memory than is set aside', () => {
  const limit = addressLimit(clockAt(0), KEY, 100)
  for (let host = 0; host < 300; host++) limit.take(`2001:db8::${host.toString(16)}`, 1)
  // The oldest were forgotten, the newest weren't.
  expect(limit.take('2001:db8::0', 1)).toBeNull()
  expect(limit.take('2001:db8::12b', 1)).toBe(3_600)
})

test('a conversation comes back as it was, from its own app, in time and unaltered, or not at all', () => {
  const clock = clockAt(0)
  const conversations = sealedConversations(KEY, clock)
  const begun = conversations.begin()
  expect(begun.id).toMatch(/^[a-p]{24}$/)
  const turn = { asked: 'Hello', removed: {}, answer: 'Good day.', label: 'AI', record: 'r' }
  const sealed = conversations.seal('app-public', { ...begun, turns: [turn] })
  expect(sealed).not.toContain('Hello')
  expect(conversations.open('app-public', sealed)).toEqual({ id: begun.id, turns: [turn] })
  expect(conversations.open('another', sealed)).toBeNull()
  for (const altered of ['', 'x', sealed.slice(1), `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`])
    expect(conversations.open('app-public', altered)).toBeNull()
  expect(sealedConversations(Buffer.alloc(32, 8), clock).open('app-public', sealed)).toBeNull()
  clock.ahead = 2 * HOUR_MS
  expect(conversations.open('app-public', sealed)).toBeNull()
})
