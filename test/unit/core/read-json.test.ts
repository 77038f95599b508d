import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from '#src/core/read-json.ts'

const KEYS = ['', '\r', '\n', '"', '\\', '\\u006', 'model', 'a', '/', '\u0000', '1']
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree')),
    fc.dictionary(fc.constantFrom(...KEYS), tie('tree'), { noNullPrototype: true }),
  ),
}))

test('whatever was read before, a document says what stands in it', () => {
  // What makes the engine's own parser take other keys for this one from then on.
  JSON.parse('{"h":[],"\\\\":0}')
  expect(Object.keys(readJson('{"h":1,"\\n":2}') as object)).toEqual(['h', '\n'])
  fc.assert(
    fc.property(tree, (value) => {
      expect(JSON.stringify(readJson(JSON.stringify(value)))).toBe(JSON.stringify(value))
    }),
    {
      numRuns: 3_000,
    },
  )
})

test('a key that is written with escapes is the key that it spells', () => {
  JSON.parse('{"stream":true,"\\\\u006":0}')
  expect(readJson('{"stream":true,"\\u006dodel":"x"}')).toEqual({ stream: true, model: 'x' })
})

test.each(['', '{', '{"a":1,}', '{"\\n":1', '"\\x"', 'undefined'])('%j is no JSON', (text) => {
  expect(() => readJson(text)).toThrow()
})
