import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditFacts } from '#src/oversight/audits/audit-facts.ts'
import { type AuditRow, CONCLUSIONS, isLate, isUnresolved } from '#src/oversight/audits/audit-row.ts'
import type { AuditChange, AuditStep } from '#src/oversight/audits/audit-step.ts'
import { replay, takeStep, whyNot } from '#src/oversight/audits/take-step.ts'
import '#test/support/property-seed.ts'

const facts: AuditFacts = {
  ...{ policy: 'p', answers: 3, drawn: ['a'], isWhole: true, drift: 0, stops: 0 },
  probes: { runs: 1, alarms: 0 },
  incidents: { total: 0, open: 0, high: 0 },
  exceptions: { total: 0, inForce: 0 },
  decisions: { total: 0, open: 0, overdue: 0 },
}
const people = fc.constantFrom('i|otto', 'i|anna', 'anna@its.ms.gov', 'I|OTTO')
const finding = fc.constantFrom('F1', 'F2', 'F3')
const start = fc.tuple(people, people).map(
  ([auditor, owner]): AuditChange => ({
    ...{ kind: 'start', number: 'x', agency: 'A', system: 's', auditor, owner, due: '2027-01-15' },
    period: { from: '2026-01-15', to: '2027-01-14' },
  }),
)
const changes: fc.Arbitrary<AuditChange> = fc.oneof(
  { arbitrary: start, weight: 2 },
  fc.tuple(fc.constantFrom('hand-over', 'reassign'), people).map(([kind, to]) => ({ kind, to }) as AuditChange),
  fc.constant<AuditChange>({ kind: 'scope', facts }),
  {
    arbitrary: fc
      .tuple(finding, people)
      .map(([id, owner]): AuditChange => ({ kind: 'find', finding: id, severity: 'high', owner, due: '2027-02-01' })),
    weight: 3,
  },
  finding.map((id): AuditChange => ({ kind: 'extend', finding: id, due: '2027-03-01' })),
  {
    arbitrary: fc
      .tuple(fc.constantFrom('withdraw', 'respond', 'accept', 'return'), finding)
      .map(([kind, id]) => ({ kind, finding: id }) as AuditChange),
    weight: 6,
  },
  fc.constantFrom(...CONCLUSIONS).map(
    (conclusion): AuditChange => ({
      kind: 'close',
      conclusion,
      next: { on: '2027-01-20', due: '2028-01-20', isInForce: true },
    }),
  ),
  fc.constant<AuditChange>({ kind: 'abandon' }),
)

test('an audit keeps its rules in every order of steps, and its steps alone make the same audit [MS-55, MO-47]', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 40 }), (all) => {
      let row: AuditRow | null = null
      const taken: AuditStep[] = []
      for (const [at, change] of all.entries()) {
        const by = { key: 'i|someone', name: 'someone' }
        const step = { entry: `e${at}`, at: new Date(at * 1000).toISOString(), by, form: `f${at}`, change }
        const next: AuditRow | null = takeStep(row, step)
        // What a form is told beforehand is what happens.
        if (row !== null) expect(next === null).toBe(whyNot(row, change) !== null)
        if (next === null) continue
        taken.push(step)
        row = next
        expect(next.auditor.toLowerCase()).not.toBe(next.owner.toLowerCase())
        expect(next.findings.map(({ id }) => id)).toEqual(next.findings.map((_, place) => `F${place + 1}`))
        for (const one of next.findings) {
          expect(isLate(one, '2027-03-02')).toBe(isUnresolved(one))
          expect(one.answers).toBeGreaterThanOrEqual(one.returns)
        }
        if (change.kind === 'close') {
          expect(next.scope).toEqual(facts)
          if (next.conclusion === 'satisfactory') expect(next.findings.some(isUnresolved)).toBe(false)
          if (next.findings.some(({ state, answers }) => state === 'open' && answers === 0))
            expect(next.conclusion).toBe('unsatisfactory')
        }
        expect(next.closedAt === null).toBe(next.state === 'open')
      }
      expect(replay(taken)).toEqual(row)
      expect(row?.steps.length ?? 0).toBe(taken.length)
    }),
    { numRuns: 400 },
  )
})

test('what was closed is followed up, and neither gets a new scope nor a new finding', () => {
  const by = { key: 'i|otto', name: 'otto' }
  const changes: AuditChange[] = [
    {
      ...{
        kind: 'start',
        number: 'x',
        agency: 'A',
        system: 's',
        auditor: 'i|otto',
        owner: 'i|anna',
        due: '2027-01-15',
      },
      period: { from: '2026-01-15', to: '2027-01-14' },
    },
    { kind: 'scope', facts },
    { kind: 'find', finding: 'F1', severity: 'high', owner: 'i|anna', due: '2027-02-01' },
    { kind: 'respond', finding: 'F1' },
    { kind: 'return', finding: 'F1' },
    { kind: 'close', conclusion: 'with-findings', next: { on: '2027-01-20', due: '2028-01-20', isInForce: true } },
  ]
  const steps = changes.map((change, at) => ({ entry: `e${at}`, at: `${at}`, by, form: '', change }))
  const closed = replay(steps)!
  expect(closed.findings).toMatchObject([{ state: 'open', answers: 1, returns: 1 }])
  expect(whyNot(closed, changes[1]!)).toBe('It is closed.')
  expect(whyNot(closed, { ...changes[2]!, finding: 'F2' } as AuditChange)).toBe('It is closed.')
  const answered = takeStep(closed, { ...steps[3]!, change: { kind: 'respond', finding: 'F1' } })!
  const accepted = takeStep(answered, { ...steps[3]!, change: { kind: 'accept', finding: 'F1' } })!
  expect([accepted.state, accepted.findings[0]!.state]).toEqual(['closed', 'accepted'])
})
