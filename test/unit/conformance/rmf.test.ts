import { expect, test } from 'vitest'
import { assess } from '#src/conformance/assess.ts'
import { readClauses } from '#src/conformance/clause-register.ts'
import { rmfEvidence } from '#src/conformance/rmf.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const clauses = readClauses('policies/clauses')
const policy = loadDemoPolicy()

test('every subcategory of the AI RMF that is mapped says what there is for it, from tests that ran, or what is missing [MS-52]', () => {
  const ran = Object.fromEntries(clauses.map(({ id }) => [id, ['a.test.ts']]))
  const rows = rmfEvidence(assess(clauses, ran, policy), policy)
  expect(new Set(rows.map(({ id }) => id.split(' ')[0]))).toEqual(new Set(['GOVERN', 'MAP', 'MEASURE', 'MANAGE']))
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  for (const { id, evidence, gaps, held } of rows) {
    expect([id, evidence.length > 0]).toEqual([id, true])
    // No claim outruns a clause that isn’t kept, and nothing that is counted is counted as there where it isn’t.
    for (const one of evidence)
      expect([id, one.status === 'pass' || gaps.some((gap) => gap.startsWith(one.id))]).toEqual([id, true])
    if (held?.count === 0) expect(gaps).toContain(`no ${held.what} on file`)
  }
  const inventory = rows.find(({ id }) => id === 'GOVERN 1.6')!.held!
  expect(inventory.count).toBe(policy.systems.length + policy.applications.length)
  expect(inventory.last).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})

test('without a test that ran no subcategory claims anything [MS-52]', () => {
  for (const { evidence, gaps } of rmfEvidence(assess(clauses, {}, policy), policy)) {
    expect(evidence.some(({ status }) => status === 'pass')).toBe(false)
    expect(gaps.length).toBeGreaterThan(0)
  }
})
