import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestShared, wordsOf } from '#src/deliverables/shared-words.ts'
import '#test/support/property-seed.ts'

test('words are compared without case, marks and spacing', () => {
  expect(wordsOf('The  “Bridge”,\nA-12:')).toEqual(['the', 'bridge', 'a', '12'])
})

test('a run of words that was planted in other words is found, with its whole length', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/)
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 30 }),
      fc.array(word, { minLength: 8, maxLength: 20 }),
      fc.array(word, { maxLength: 30 }),
      (before, run, after) => {
        const found = longestShared([...run], [...before, ...run, ...after], 8)
        expect(found).toEqual({ start: 0, length: run.length })
      },
    ),
  )
})

test('fewer words than asked for are no find', () => {
  expect(longestShared(wordsOf('one two three'), wordsOf('one two three'), 4)).toBeNull()
  expect(longestShared(wordsOf('a b c d e'), wordsOf('a b x d e'), 3)).toBeNull()
})
