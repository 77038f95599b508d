import { expect, test } from 'vitest'
import { citationsOf } from '#src/deliverables/citations.ts'

const PLANTED = [
  'https://www.its.ms.gov/policies/ai.pdf',
  'doi:10.1145/3442188.3445922',
  '42 U.S.C. § 1983',
  '23 CFR 635.410',
  'Miss. Code Ann. § 25-61-5',
  'RSMo 610.021',
  'Marbury v. Madison',
  '5 U.S. 137',
  'Executive Order 26-02',
  'Section 610.100, RSMo',
]

test('ten planted citations are found, each once and in their order [MO-42]', () => {
  const text = PLANTED.map((one, at) => `Sentence ${at + 1} rests on ${one}, as everybody knows.`).join(' ')
  expect(citationsOf(text).map(({ text: found }) => found)).toEqual(PLANTED)
})

test('ordinary office text has none', () => {
  const text =
    'Dear John, the 3 crews of District 5 closed lane 2 at 7:30. See page 12, table 4.2 and section B. It cost $1,200.50.'
  expect(citationsOf(text)).toEqual([])
})

test('a long text is read in time that grows with it alone', () => {
  const text = `${'A v. '.repeat(40_000)}${'https://x'.repeat(2_000)} §`
  expect(citationsOf(text).length).toBeLessThan(80_000)
})
