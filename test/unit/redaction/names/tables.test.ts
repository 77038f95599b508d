import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hashOf } from '#src/redaction/names/fold.ts'
import { flagsOf } from '#src/redaction/names/lexicon.ts'
import { LEX } from '#src/redaction/names/lexicon-layout.ts'

test('the shipped tables take at most two megabytes', () => {
  const sizes = ['lexicon.bin', 'tagger.bin'].map(
    (name) => statSync(new URL(`../../../../src/redaction/names/${name}`, import.meta.url)).size,
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2_000_000)
})

test('case, accents and apostrophes make no other word', () => {
  expect(hashOf('José')).toBe(hashOf('JOSE'))
  expect(hashOf('O’Brien')).toBe(hashOf('obrien'))
  expect(hashOf('Nguyễn')).toBe(hashOf('nguyen'))
  expect(hashOf('Jose')).not.toBe(hashOf('Joses'))
})

test('the lexicon tells first names, surnames and words apart', () => {
  const level = (word: string, shift: number): number => (flagsOf(hashOf(word)) >>> shift) & 3
  expect(level('Brenda', LEX.first)).toBe(3)
  expect(level('Garcia', LEX.last)).toBe(3)
  expect(level('office', LEX.common)).toBe(3)
  expect(level('Brenda', LEX.common)).toBe(0)
  expect(flagsOf(hashOf('zzyqathrombol'))).toBe(0)
})
