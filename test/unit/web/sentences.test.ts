import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseQuery } from '#src/records/search/parse-query.ts'
import { SearchQueryError } from '#src/records/search/query-error.ts'
import { es } from '#src/web/languages/es.ts'
import { sentencesIn } from '#src/web/languages/sentences.ts'
import { literalsOf, VALUE } from '#test/support/literals-of.ts'

/** Where sentences are made that a page shows to somebody. */
const SOURCES = [
  'src/records/search/*.ts',
  'src/policy/ways/*.ts',
  'src/policy/{amend,describe-issue,narrow,parse-yaml}.ts',
  'src/policy/cross-references/{acceptable-use,applications,approvers,catalog,exceptions,high-risk,known,own-upstreams,quotas,routine-exceptions,unique}.ts',
  'src/policy/schema/{approval,catalog,exceptions,grant,network,person,terms,upstream}.ts',
  'src/approvals/{cited-assessments,proposal,verify-approval}.ts',
  'src/oversight/assessments/citation.ts',
  'src/records/verify-record.ts',
  'src/productions/build/read-record.ts',
]

/** Parts of a longer sentence, which is in the table whole; what no page shows. */
const NO_SENTENCES = [
  'type:blocked {}',
  'approval {}',
  'to approve',
  'to be named',
  'the profile has no {}.yaml',
  '; evidence that it doesn’t train on input is needed too',
  '{}, instead of {}.',
  '{}, with AI-Purpose: {}, if that is what the work is for.',
  'Ask your supervisor to request system {} for purpose {}, unit {}, data of class {}, decision mode {}{}.',
  'record series',
  // Said around another sentence, which must be known.
  'entry {}: {}',
  'assessment of the kind {}: {}',
  '{} (at character {})',
  '{}; then send AI-Data-Class: public, if all of it is.',
]

const isSentence = (text: string): boolean => /\p{L}{2,} (\p{L}|\{|‘|')/u.test(text) && !NO_SENTENCES.includes(text)

/** As it would be said of something. */
const filled = (form: string): string => form.replaceAll(VALUE, 'x1')

test('every sentence that queries, forms, proofs and ways out are told in is there in Spanish', () => {
  const sentences = globSync(SOURCES).flatMap((file) => literalsOf(readFileSync(file, 'utf8')).filter(isSentence))
  expect(sentences.length).toBeGreaterThan(120)
  expect(sentences.filter((form) => es.said(filled(form)) === '')).toEqual([])
})

/** Where acts are refused; what is no whole sentence there is no refusal. */
const ACTS = [
  'src/deliverables/*.ts',
  'src/approvals/*.ts',
  'src/incidents/*.ts',
  'src/oversight/{accountability,assessments,risks,training}/*.ts',
  'src/http/{acknowledge,decide-visit}.ts',
  'src/http/desks/{accountability,answer-review,assessment,incident,risk}-desk.ts',
  'src/http/pages/*.ts',
]

test('every refusal of what employees do is there in Spanish', () => {
  const sentences = globSync(ACTS)
    .flatMap((file) => literalsOf(readFileSync(file, 'utf8')))
    .filter((text) => /^[A-Z‘].*\p{L}{2,} (?:\p{L}|\{|‘).*\.$/u.test(text))
  expect(sentences.length).toBeGreaterThan(120)
  expect(sentences.filter((form) => es.said(filled(form)) === '')).toEqual([])
})

test('a sentence within a sentence is said too, one that nobody knows is not, and values stay as they are', () => {
  expect(es.said('approval 12:1:1: no system is called ‘oak’; look at the catalog')).toBe(
    'aprobación 12: ningún sistema se llama «oak»; mire el catálogo',
  )
  expect(es.said('approval 12:1:1: something new; look at the catalog')).toBe('')
  expect(es.said('Something new.')).toBe('')
  expect(es.said('A word is missing.')).toBe('Falta una palabra.')
  expect(sentencesIn([['no {}', 'ningún {1}']])('no $1 {1}')).toBe('ningún $1 {1}')
})

test.each(['NOT NOT a', '(a', 'a)', 'user:', 'colour:red', 'after:soon', '"a', 'x*', 'a NEAR', 'b*', '…', 'a OR'])(
  'what is wrong with the query %s is said in Spanish',
  (query) => {
    try {
      parseQuery(query)
      expect.unreachable()
    } catch (error) {
      const { problem, next } = error as SearchQueryError
      expect(error).toBeInstanceOf(SearchQueryError)
      expect(es.said(problem)).not.toBe('')
      expect(es.said(next)).not.toBe('')
    }
  },
)
