import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutBody, passageKey } from '#src/records/passages/cut-body.ts'
import { messageEnds } from '#src/records/passages/message-ends.ts'
import { joinShared, type StoredPassage, sealPassage } from '#src/records/passages/stored-passage.ts'
import { createRandomPool } from '#src/records/random-pool.ts'
import { recordKey } from '../../support/record-store.ts'

const key = passageKey(recordKey)
const random = createRandomPool()
const words = (n: number, seed: number): string =>
  Array.from({ length: n }, (_, i) => createHash('sha256').update(`${seed}.${i}`).digest('base64url').slice(0, 6)).join(
    ' ',
  )
const turn = (n: number) => ({ role: n % 2 === 0 ? 'user' : 'assistant', content: words(60, n) })
const asked = (turns: number, more: object = {}) =>
  Buffer.from(
    JSON.stringify({ model: 'm1', messages: Array.from({ length: turns * 2 - 1 }, (_, n) => turn(n)), ...more }),
  )

describe('a body is cut behind its messages', () => {
  test('at the end of each member of the list of messages, and of no other list', () => {
    const body = '{"tools":[{"a":1}],"messages":[{"role":"user","content":"a ] } \\" b"},{"x":[{}]}],"input":[{"y":1}]}'
    const ends = messageEnds(Buffer.from(body))
    expect(ends.map((end) => body.slice(0, end))).toEqual([
      body.slice(0, body.indexOf(',{"x"')),
      body.slice(0, body.indexOf('],"input"')),
    ])
  })

  test('whatever bytes it has: they are cut somewhere or nowhere, and read the same when joined', () => {
    const json = fc.json({ maxDepth: 4 }).map((text) => Buffer.from(`{"messages":[${text},{"a":${text}},{"b":1}]}`))
    const any = fc.oneof(
      json,
      fc.uint8Array({ maxLength: 4_000 }).map((bytes) => Buffer.from(bytes)),
    )
    fc.assert(
      fc.property(any, fc.nat(3), (part, times) => {
        const body = Buffer.concat(Array.from({ length: times + 1 }, () => part))
        const cut = cutBody(body, key, 'somebody')
        if (cut === null) return
        const { beginning, own, ending } = cut
        expect(
          Buffer.concat([
            ...beginning.map(({ content }) => content),
            own,
            ...(ending === null ? [] : [ending.content]),
          ]),
        ).toEqual(body)
      }),
    )
  })

  test('so that a next turn begins with the same passages, and what follows the messages is one too', () => {
    const tools = { tools: [{ name: 'weather', description: words(100, 99) }], temperature: 0.2 }
    const before = cutBody(asked(10, tools), key, 'somebody')!
    const after = cutBody(asked(11, tools), key, 'somebody')!
    expect(before.beginning.length).toBeGreaterThan(5)
    expect(after.beginning.slice(0, before.beginning.length).map(({ id }) => id)).toEqual(
      before.beginning.map(({ id }) => id),
    )
    expect(after.ending?.id).toEqual(before.ending?.id)
    expect(after.own.byteLength).toBeLessThan(1_024)
  })

  test('and the same words of somebody else, or behind other words, are another passage', () => {
    const ids = (body: Buffer, caller: string) =>
      cutBody(body, key, caller)!.beginning.map(({ id }) => id.toString('hex'))
    const mine = ids(asked(6), 'a')
    expect(ids(asked(6), 'b').some((id) => mine.includes(id))).toBe(false)
    const elsewhere = Buffer.from(asked(6).toString().replace('"m1"', '"m2"'))
    expect(ids(elsewhere, 'a').some((id) => mine.includes(id))).toBe(false)
  })

  test('a short body, or one of a single message, is stored whole', () => {
    expect(cutBody(Buffer.from('{"messages":[{"a":1},{"b":2}]}'), key, 'a')).toBeNull()
    expect(cutBody(Buffer.from(JSON.stringify({ messages: [{ content: words(2_000, 1) }] })), key, 'a')).toBeNull()
  })

  test('passages grow with a long body, so that none has thousands', () => {
    const body = Buffer.from(
      JSON.stringify({ messages: Array.from({ length: 60_000 }, (_, n) => ({ content: `${n} ${'x'.repeat(100)}` })) }),
    )
    expect(cutBody(body, key, 'a')!.beginning.length).toBeLessThan(2_048)
  })
})

describe('a content is joined from its passages', () => {
  const cut = cutBody(asked(5, { tools: [{ description: words(100, 3) }] }), key, 'a')!
  const all = [...cut.beginning, cut.ending!].map((one) => sealPassage(one, recordKey, random))
  const tips = { beginning: cut.beginning.at(-1)!.id, ending: cut.ending!.id }
  const join = (stored: readonly StoredPassage[]) =>
    joinShared(cut.own, { ...tips, find: (id) => stored.find((one) => one.id.equals(id)) ?? null }, recordKey)

  test('as it was', () => expect(join(all)).toEqual(asked(5, { tools: [{ description: words(100, 3) }] })))

  test('and never from others: one that is missing, altered, renamed or put elsewhere is an error', () => {
    const changed: StoredPassage[][] = [
      all.slice(1),
      all.slice(0, -1),
      all.map((one, i) => (i === 1 ? { ...one, ciphertext: Buffer.from(one.ciphertext).fill(1) } : one)),
      all.map((one, i) => (i === 1 ? { ...all[2]!, id: one.id, parent: one.parent } : one)),
      all.map((one, i) => (i === 2 ? { ...one, parent: all[0]!.id } : one)),
      all.map((one, i) => (i === 0 ? { ...one, parent: all[2]!.id } : one)),
    ]
    for (const stored of changed) expect(() => join(stored)).toThrow()
  })
})
