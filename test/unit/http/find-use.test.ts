import { expect, test } from 'vitest'
import type { Principal } from '#src/core/principal.ts'
import { findUse } from '#src/http/chat/find-use.ts'

test('a look-up ends when whoever asked has left, instead of reading every answer for nobody', async () => {
  const left = new AbortController()
  let read = 0
  const store = {
    async exchange() {
      read += 1
      if (read === 3) left.abort()
      return []
    },
  }
  const turns = Array.from({ length: 100 }, (_, at) => ({ id: `r${at}`, kind: 'exchange' }))
  const row = { owner: 'iss|ada', at: '2026-11-23T00:00:00Z', turns }
  const rows = {
    get: () => undefined,
    all: (kind: string) => new Map<string, unknown>(kind === 'conversation' ? [['c', row]] : []),
  }
  const ada = { key: 'iss|ada' } as Principal
  await expect(findUse({ store, rows }, ada, 'some words', left.signal)).rejects.toThrow('aborted')
  expect(read).toBe(3)
})
