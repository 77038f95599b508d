import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApprovalRow, approvalsOf, type Terms } from '#src/approvals/approval-row.ts'
import type { ApprovalStep, StepChange } from '#src/approvals/approval-step.ts'
import { takeStep, whyNot } from '#src/approvals/take-step.ts'
import { isWithin } from '#src/approvals/terms.ts'
import { DATA_CLASSES, DECISION_MODES } from '#src/core/decision.ts'
import { ADVISORY_SEATS, APPROVAL_SEATS } from '#src/policy/schema/approvals.ts'

const PEOPLE = ['author', 'boss', 'sec', 'priv', 'law', 'chief', 'other'] as const
const TERMS: Terms = { who: 'unit', dataClass: 'confidential', decisionMode: 'inform', until: '2027-10-01' }

const terms: fc.Arbitrary<Terms> = fc.record({
  who: fc.constantFrom('person', 'unit'),
  dataClass: fc.constantFrom(...DATA_CLASSES),
  decisionMode: fc.constantFrom(...DECISION_MODES),
  until: fc.constantFrom('2027-01-01', '2027-10-01', '2028-01-01'),
})
const seat = fc.constantFrom(...APPROVAL_SEATS)
const needs = fc.subarray([...ADVISORY_SEATS])

function asked(seats: readonly (typeof ADVISORY_SEATS)[number][]) {
  return {
    ask: {
      system: 'sandbox',
      purpose: 'summarise',
      model: null,
      successor: null,
      publicFacing: false,
      procurement: false,
      highRisk: false,
    },
    terms: TERMS,
    needs: seats,
    to: { role: 'supervisor', unit: 'U', person: null },
  }
}

const change: fc.Arbitrary<StepChange> = fc.oneof(
  fc.record({
    kind: fc.constant('approve' as const),
    seat,
    // Half of them ask for no less than there is.
    terms: fc.oneof(fc.constant(TERMS), terms),
    signature: fc.constant({ digest: 'd', authenticatedAt: 1, level: 2 }),
  }),
  fc.record({ kind: fc.constantFrom('return' as const, 'deny' as const), seat }),
  fc.constant({ kind: 'withdraw' as const }),
  fc.constant({ kind: 'revoke' as const }),
  needs.map((seats) => ({ kind: 'resubmit' as const, ...asked(seats) })),
)

const step = fc.record({
  by: fc.constantFrom(...PEOPLE),
  insteadOf: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...PEOPLE) },
  ),
  change,
})
type Drawn = Pick<ApprovalStep, 'by' | 'insteadOf' | 'change'>

function first(seats: readonly (typeof ADVISORY_SEATS)[number][]): Drawn {
  return {
    by: 'author',
    insteadOf: null,
    change: {
      ...asked(seats),
      kind: 'send',
      number: 'n',
      request: 'access',
      agency: 'A',
      unit: 'U',
      requester: { key: 'author', issuer: 'i', subject: 'author', subjectType: 'employee', name: 'Author' },
      form: null,
    },
  }
}

/** All rows that a sequence comes to, with the steps that were legal. */
function walk(drawn: readonly Drawn[]): { rows: ApprovalRow[]; taken: ApprovalStep[] } {
  const rows: ApprovalRow[] = []
  const taken: ApprovalStep[] = []
  for (const [index, one] of drawn.entries()) {
    const whole = { ...one, entry: `e${index}`, at: new Date(index * 60_000).toISOString(), name: one.by }
    const next = takeStep(rows.at(-1) ?? null, whole)
    if (next === null) continue
    rows.push(next)
    taken.push(whole)
  }
  return { rows, taken }
}

const sequences = fc.tuple(needs, fc.array(step, { maxLength: 40 })).map(([seats, steps]) => [first(seats), ...steps])

/** The shortest way to an approval, with anything else in between. */
const almostApproved = fc.tuple(needs, fc.array(step, { maxLength: 3 })).map(([seats, noise]): Drawn[] => {
  const sign = (who: string, one: (typeof APPROVAL_SEATS)[number]): Drawn => ({
    by: who,
    insteadOf: null,
    change: { kind: 'approve', seat: one, terms: TERMS, signature: { digest: 'd', authenticatedAt: 1, level: 2 } },
  })
  const names = { security: 'sec', privacy: 'priv', legal: 'law' }
  return [
    first(seats),
    ...noise,
    sign('boss', 'supervisor'),
    ...seats.map((one) => sign(names[one], one)),
    sign('chief', 'cto'),
  ]
})

describe('the way of a request (MS-37, MS-48, MS-56)', () => {
  test('it is approved only by every seat that it needs, each another person, and none its author', () => {
    let approved = 0
    fc.assert(
      fc.property(fc.oneof(sequences, almostApproved), (drawn) => {
        for (const row of walk(drawn).rows) {
          if (row.status !== 'approved') continue
          approved++
          const signed = approvalsOf(row)
          expect(signed.map(({ seat: one }) => one).toSorted()).toEqual(['supervisor', ...row.needs, 'cto'].toSorted())
          const people = signed.flatMap(({ by, insteadOf }) =>
            insteadOf === null || insteadOf === by ? [by] : [by, insteadOf],
          )
          expect(new Set(people).size).toBe(people.length)
          expect(people).not.toContain(row.requester.key)
          // The supervisor came before, and the CTO after, everybody else.
          expect([signed[0]!.seat, signed.at(-1)!.seat]).toEqual(['supervisor', 'cto'])
        }
      }),
      { numRuns: 500 },
    )
    expect(approved).toBeGreaterThan(20)
  })

  test('what is approved goes no further than what was asked, and each approval no further than the ones before it', () => {
    fc.assert(
      fc.property(fc.oneof(sequences, almostApproved), (drawn) => {
        for (const row of walk(drawn).rows) {
          expect(isWithin(row.terms, row.asked)).toBe(true)
          const signed = approvalsOf(row)
          for (const [index, one] of signed.entries())
            if (index > 0) expect(isWithin(one.terms, signed[index - 1]!.terms)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the steps that were taken, taken again from nothing, come to the same', () => {
    fc.assert(
      fc.property(fc.oneof(sequences, almostApproved), (drawn) => {
        const { rows, taken } = walk(drawn)
        const replayed = taken.reduce<ApprovalRow | null>((row, one) => takeStep(row, one), null)
        expect(replayed).toEqual(rows.at(-1))
        expect(rows.at(-1)!.steps).toHaveLength(taken.length)
      }),
      { numRuns: 300 },
    )
  })

  test('a step that isn’t legal says why, and one that is doesn’t', () => {
    fc.assert(
      fc.property(sequences, step, (drawn, next) => {
        const row = walk(drawn).rows.at(-1)!
        const whole = { ...next, entry: 'e', at: '2027-01-01T00:00:00.000Z', name: 'n' }
        expect(takeStep(row, whole) === null).toBe(whyNot(row, next) !== null)
      }),
      { numRuns: 300 },
    )
  })

  test('what ended stays as it is: nobody decides about it any more', () => {
    fc.assert(
      fc.property(sequences, (drawn) => {
        const { rows } = walk(drawn)
        for (const [index, row] of rows.entries())
          if (['denied', 'withdrawn', 'revoked'].includes(row.status)) expect(index).toBe(rows.length - 1)
      }),
      { numRuns: 300 },
    )
  })
})
