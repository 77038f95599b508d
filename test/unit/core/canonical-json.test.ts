import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { canonicalize as second } from 'json-canonicalize'
import { expect, test } from 'vitest'
import { canonicalJson, NotCanonical, wellFormed } from '../../../src/core/canonical-json.ts'
import { readJson } from '../../../src/core/read-json.ts'

test('two other implementations of RFC 8785 give the same text', () => {
  const key = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\u2028', '\ud83d\ude00', '\ufb33', '\u20ac', '\r', '1', ''),
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree')),
      fc.dictionary(key, tie('tree')),
    ),
  }))
  fc.assert(
    fc.property(tree, (value) => {
      const text = canonicalJson(value)
      expect(text).toBe(canonicalize(value as object))
      expect(text).toBe(second(value))
      // The strict reader refuses this key, and it reads whatever has a key with escapes.
      if (!text.includes('"__proto__":')) expect(canonicalJson(readJson(text))).toBe(text)
    }),
    { numRuns: 2_000 },
  )
})

test('members are sorted by UTF-16 code units, as RFC 8785 3.2.3 shows', () => {
  const members = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
  expect(Object.values(JSON.parse(canonicalJson(members).replace(/"1":4,/, '')) as object)).toEqual([2, 6, 7, 1, 5, 3])
})

test.each([
  ['\ud800'],
  ['a\udc00b'],
  [{ '\ud800': 1 }],
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [1n],
  [[undefined]],
  [() => 1],
])('a value without canonical form is refused: %#', (value) => {
  expect(() => canonicalJson(value)).toThrow(NotCanonical)
})

test('half a surrogate pair becomes U+FFFD where text must be kept anyway', () => {
  expect(canonicalJson(wellFormed({ a: ['x\ud800'], 'k\udc00': 1 }))).toBe('{"a":["x\ufffd"],"k\ufffd":1}')
})
