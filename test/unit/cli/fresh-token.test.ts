import { beforeEach, expect, test } from 'vitest'
import { type IssuedTokens, keepFresh } from '#src/cli/connect/fresh-token.ts'

const MINUTE = 60_000
let now: number
let asked: string[]
let answer: (refreshToken: string) => Promise<IssuedTokens>
beforeEach(() => {
  now = 0
  asked = []
  answer = async (refreshToken) => ({ accessToken: `after-${refreshToken}`, refreshToken: 'r-2', lifeSeconds: 600 })
})

const open = (tokens: Partial<IssuedTokens> = {}) =>
  keepFresh(
    { accessToken: 'first', refreshToken: 'r-1', lifeSeconds: 600, ...tokens },
    (refreshToken) => {
      asked.push(refreshToken)
      return answer(refreshToken)
    },
    () => now,
  )

test('a token is given until a fifth of its life is left; then a new one is, before the old one ends', async () => {
  const token = open()
  now = 8 * MINUTE - 1
  expect(await token.get()).toBe('first')
  now = 8 * MINUTE
  expect(await token.get()).toBe('after-r-1')
  expect(asked).toEqual(['r-1'])
  now = 16 * MINUTE
  expect(await token.get()).toBe('after-r-2')
})

test('many calls at once renew once', async () => {
  const token = open()
  now = 9 * MINUTE
  expect(new Set(await Promise.all(Array.from({ length: 20 }, () => token.get())))).toEqual(new Set(['after-r-1']))
  expect(asked).toEqual(['r-1'])
})

test('an issuer that is down for a moment fails no call while the token is good, and is asked again', async () => {
  const token = open()
  const working = answer
  answer = () => Promise.reject(new Error('down'))
  now = 9 * MINUTE
  expect(await token.get()).toBe('first')
  answer = working
  expect(await token.get()).toBe('after-r-1')
})

test('when it is over, the person is told to sign in again', async () => {
  const token = open({ refreshToken: undefined })
  now = 10 * MINUTE
  await expect(token.get()).rejects.toThrow('run statehouse connect again')
  expect(asked).toEqual([])
})

test('an issuer that gives no new refresh token means the old one', async () => {
  answer = async () => ({ accessToken: 'next', lifeSeconds: 600 })
  const token = open()
  now = 9 * MINUTE
  await token.get()
  now = 18 * MINUTE
  await token.get()
  expect(asked).toEqual(['r-1', 'r-1'])
})
