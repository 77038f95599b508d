import fc from 'fast-check'
import { expect, test } from 'vitest'
import { glanceAt, glanceWords, PAIR } from '#src/redaction/glance.ts'

const WORDS = ['gur', 'zl', 'nqqerff', 'ssw', 'tras', 'o']
/** Beginnings, ends and neighbours of those words, in any case, of any script. */
const pieces = fc.oneof(
  fc.constantFrom(...WORDS, ...WORDS.map((word) => word.toUpperCase()), 'gu', 'ur', 'nqq', 'erff', 'z', 'l'),
  fc.constantFrom(' ', '.', '_', '7', 'é', '\n', 'З', '😀', ''),
)
const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''))

test('a word that stands in a text is never said to be missing', () => {
  const words = glanceWords(WORDS.map((word) => ` ${word} `))
  fc.assert(
    fc.property(texts, texts, (text, next) => {
      const glance = glanceAt(text)
      const standing = WORDS.filter((word) => new RegExp(`(?<![a-z0-9])${word}(?![a-z0-9])`, 'i').test(text))
      expect(glance.mayHold(words, standing.length) || standing.length === 0).toBe(true)
      for (const word of standing) expect(glance.mayHold(glanceWords([` ${word} `]))).toBe(true)
      // Of a text that isn't the last one nothing is denied.
      glanceAt(next)
      expect(glance.mayHold(glanceWords(['qqqqq']))).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('a word is said to be missing where its letters stand nowhere in that order, after any number of texts', () => {
  const words = glanceWords([' gur ', 'password'])
  for (let round = 0; round < 600; round++) {
    expect(glanceAt('the gurney of a pass, word by word').mayHold(words)).toBe(false)
    expect(glanceAt('gur password').mayHold(words, 2)).toBe(true)
    expect(glanceAt('GUR, pass7word').mayHold(words, 2)).toBe(false)
  }
})

test('runs of letters of base64 are told from twelve on', () => {
  expect(glanceAt('abcdefghijk ABCDEFGHIJKL 0123+/_-4567').runs).toEqual([
    { start: 12, end: 24 },
    { start: 25, end: 37 },
  ])
  const long = 'x'.repeat(100_000)
  expect(glanceAt(`${long} é ${long}`).runs).toEqual([
    { start: 0, end: 100_000 },
    { start: 100_003, end: 200_003 },
  ])
})

test('pairs of neighbours are known by their kinds, however the text ends', () => {
  const held = (text: string): string[] =>
    Object.entries(PAIR).flatMap(([name, pairs]) => (glanceAt(text).holdsPair(pairs) ? [name] : []))
  expect(held('')).toEqual([])
  expect(held('words and é“ — words')).toEqual([])
  expect(held('4')).toEqual(['digit'])
  expect(held('on 12 May')).toEqual(['digit', 'digits'])
  expect(held('a4')).toEqual(['digit', 'letterThenDigit'])
  expect(held('4l')).toEqual(['digit', 'digitThenLetter'])
  expect(held('B7')).toEqual(['digit', 'letterThenDigit', 'capitalThenDigit'])
  expect(held('SWIFt')).toEqual(['capitals'])
  expect(held('lNK')).toEqual(['capitals', 'capitalThenOther', 'lThenCapital'])
  expect(held('a J. B')).toEqual(['capitalThenOther'])
})
