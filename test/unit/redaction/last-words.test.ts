import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LastWords } from '#src/redaction/last-words.ts'

/** The same from the left, all of them. */
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|§/g

const words = new LastWords()

test('words from the end on are those that are read from the beginning, however far they are asked for', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'abcABC12 _§é'), maxLength: 60 })
  fc.assert(
    fc.property(texts, fc.nat(20), fc.nat(20), (text, left, right) => {
      const to = Math.max(left, text.length - right)
      const expected = Array.from(text.slice(left, to).matchAll(WORD), ({ 0: word, index }) => [word, left + index])
      words.over(text, Math.min(left, text.length), Math.min(to, text.length))
      const found: unknown[] = []
      for (let at = 0; words.has(at); at++) found.unshift([words.word(at), words.start(at)])
      expect(found).toEqual(expected)
      expect([words.word(-1), words.word(found.length)]).toEqual([undefined, undefined])
    }),
    { numRuns: 2_000 },
  )
})
