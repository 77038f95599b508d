import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assess } from '#src/conformance/assess.ts'
import { type Clause, readClauses } from '#src/conformance/clause-register.ts'
import { readEvidence } from '#src/conformance/evidence.ts'
import { REFUSALS } from '#src/core/refusal-codes.ts'
import { changed } from '#test/support/changed-policy.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { sourceFiles } from '#test/support/source-files.ts'

const policy = loadDemoPolicy()
const clauses = readClauses('policies/clauses')
const ids = new Set(clauses.map(({ id }) => id))

const clause = (changes: Partial<Clause>): Clause => ({
  id: 'MS-99',
  says: 'x',
  reach: 'full',
  surfaces: ['proxy'],
  policy: 'p',
  ...changes,
})
const statusOf = (changes: Partial<Clause>, tests: readonly string[], under = policy): unknown =>
  assess([clause(changes)], { 'MS-99': tests }, under)[0]

test('every clause of both policies has a row', () => {
  const wanted = [
    ...Array.from({ length: 66 }, (_, at) => `MS-${String(at + 1).padStart(2, '0')}`),
    ...Array.from({ length: 51 }, (_, at) => `MO-${String(at + 1).padStart(2, '0')}`),
  ]
  expect([...ids].sort()).toEqual(wanted.sort())
})

test('no clause is without a test and without a reason', () => {
  const results = assess(clauses, readEvidence(), policy)
  expect(results.filter(({ status }) => status === 'unexplained').map(({ id }) => id)).toEqual([])
})

test('a status follows from tests that ran, configuration in force, and reasons given', () => {
  expect(statusOf({}, ['a.test.ts'])).toMatchObject({ status: 'pass', reason: null })
  expect(statusOf({ missing: 'the page' }, ['a.test.ts'])).toMatchObject({
    status: 'pass',
    reason: 'not yet: the page',
  })
  expect(statusOf({ missing: 'the page' }, [])).toMatchObject({ status: 'not built', reason: 'the page' })
  expect(statusOf({ attested: 'the owner signs' }, [])).toMatchObject({ status: 'attested by people' })
  expect(statusOf({ outOfReach: 'elsewhere' }, [])).toMatchObject({ status: 'out of reach' })
  expect(statusOf({}, [])).toMatchObject({ status: 'unexplained' })
})

test('what the policy in force doesn’t use is configured off, however well it is tested', () => {
  const row = { switch: 'active-minutes' } as const
  expect(statusOf(row, ['a.test.ts'])).toMatchObject({ status: 'configured off' })
  const limited = changed(policy, (copy) => {
    copy.quotas[0]!.activeMinutes = 60
  })
  expect(statusOf(row, ['a.test.ts'], limited)).toMatchObject({ status: 'pass' })
})

test('every clause that code, policies and refusals cite is in the register', () => {
  const cited = [
    ...sourceFiles().flatMap(({ text }) => text.match(/\bM[SO]-\d{2}\b/g) ?? []),
    ...(readFileSync('openapi.yaml', 'utf8').match(/\bM[SO]-\d{2}\b/g) ?? []),
    ...Object.values(REFUSALS).map((row) => row.clause),
    ...(JSON.stringify(policy).match(/\bM[SO]-\d{2}\b/g) ?? []),
  ]
  expect([...new Set(cited)].filter((id) => !ids.has(id))).toEqual([])
})
