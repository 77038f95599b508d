import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandomPool } from '#src/records/random-pool.ts'
import { openPart, partContext, sealPart } from '#src/records/sealed-part.ts'
import { recordKey } from '../../support/record-store.ts'

const context = partContext('0193b2f0-0000-7000-8000-000000000001', 'body')
const random = createRandomPool()
const seal = (content: Uint8Array) => sealPart(content, context, recordKey.record, random)
const open = (sealed: Parameters<typeof openPart>[0]) => openPart(sealed, context, recordKey.record).content

test('a long content takes less room, reads as it was, and can’t be read as if it weren’t packed', () => {
  const long = Buffer.from(JSON.stringify({ text: 'When does the office open? '.repeat(1_000) }))
  const sealed = seal(long)
  expect(sealed.ciphertext.byteLength).toBeLessThan(long.byteLength / 3)
  expect(open(sealed).equals(long)).toBe(true)
  expect(() => open({ ...sealed, seal: sealed.seal.subarray(0, -1) })).toThrow()
  const short = seal(Buffer.from('content'))
  expect(() => open({ ...short, seal: Buffer.concat([short.seal, Buffer.of(1)]) })).toThrow()
})

test('content of any size reads as it was sealed and never takes more room, packed or not', () => {
  fc.assert(
    fc.property(fc.nat(40_000), fc.boolean(), (size, isPlain) => {
      const content = isPlain ? Buffer.alloc(size, 'a') : randomBytes(size)
      const sealed = seal(content)
      expect(sealed.ciphertext.byteLength).toBeLessThanOrEqual(size)
      expect(open(sealed).equals(content)).toBe(true)
    }),
  )
})
