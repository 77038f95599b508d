import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REFUSALS } from '#src/core/refusal-codes.ts'
import { refusalsEn } from '#src/web/languages/refusals-en.ts'
import { refusalsEs } from '#src/web/languages/refusals-es.ts'

const LANGUAGES = Object.entries({ en: refusalsEn.refusals, es: refusalsEs.refusals })
const SRC = new URL('../../../src/', import.meta.url)
const filesOf = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, SRC), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, SRC), 'utf8'))

test.each(LANGUAGES)('every refusal has what it is and what can be done, in %s', (_language, { codes, rules }) => {
  expect(Object.keys(codes).toSorted()).toEqual(Object.keys(REFUSALS).toSorted())
  for (const { message, next } of [...Object.values(codes), ...Object.values(rules)])
    expect([message, next]).toEqual([expect.stringMatching(/^\S.+\.$/), expect.stringMatching(/^\S.+\.$/)])
})

test('the Spanish sentences are none of the English ones', () => {
  const said = (all: typeof refusalsEn.refusals): string[] =>
    [...Object.values(all.codes), ...Object.values(all.rules)].flatMap(({ message, next }) => [message, next])
  expect(said(refusalsEs.refusals).filter((one) => said(refusalsEn.refusals).includes(one))).toEqual([])
})

test('rules that the pages name for themselves have sentences of their own', () => {
  const named = filesOf('http', '.ts').flatMap((text) => [...text.matchAll(/rule: '(pages:[\w-]+)'/g)])
  const known = Object.keys(refusalsEn.refusals.rules)
  expect([...new Set(named.map(([, rule]) => rule))].filter((rule) => !known.includes(rule!))).toEqual([])
})

test('no page says a refusal but by the sentences of its language', () => {
  // What the query language explains of itself, and an answer of the rule tester, are English and marked so.
  const direct = filesOf('web', '.tsx').flatMap(
    (text) => text.match(/\{[\w.]*(error|problem|refusal|refused|stale)!?\.message\}/g) ?? [],
  )
  expect(direct).toEqual(['{error.message}'])
})
