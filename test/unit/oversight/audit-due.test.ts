import { describe, expect, test } from 'vitest'
import { type AuditRule, auditsDue } from '#src/oversight/audits/audit-due.ts'
import type { AuditCourse } from '#src/oversight/audits/audit-row.ts'
import { lateFindings } from '#src/oversight/audits/late-findings.ts'
import type { CatalogSystem } from '#src/policy/policy-set.ts'
import { policySource } from '#src/policy-operations/policy-source.ts'
import { FACTS_NOW } from '#test/support/facts.ts'
import { DEMO_VALUES, loadDemoPolicy, OVERLAY, PROFILE } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const rule = policy.oversight!.audits!
const pine = policy.systems.find(({ id }) => id === 'pine-casework')!

function dueOf(more: {
  readonly audit?: Partial<NonNullable<CatalogSystem['audit']>>
  readonly course?: AuditCourse
  readonly everyMonths?: Partial<AuditRule['everyMonths']>
  readonly today?: string
}) {
  const system = { ...pine, audit: { ...pine.audit!, ...more.audit } }
  const everyMonths = { ...rule.everyMonths, ...more.everyMonths }
  const [due] = auditsDue(
    { systems: [system] },
    { ...rule, everyMonths },
    () => more.course ?? null,
    more.today ?? '2027-01-01',
  )
  return due!
}
const closedOn = (on: string): AuditCourse => ({ open: null, closed: { number: 'A', on } })

describe('when a system is audited [MS-55, MO-47]', () => {
  test.each([
    ['the first so long after its approval', { audit: { due: '2030-01-01' } }, '2027-10-01'],
    ['on the catalog’s own day where that is earlier', {}, '2027-09-15'],
    ['after fewer months where the class of its data asks for it', { everyMonths: { confidential: 6 } }, '2027-04-01'],
    ['after fewer months where the catalog asks for it', { audit: { everyMonths: 3 } }, '2027-01-01'],
    [
      'so long after the one that the catalog tells of',
      { audit: { last: '2027-02-01', due: '2030-01-01' } },
      '2028-02-01',
    ],
    ['so long after the last one that was closed here', { course: closedOn('2027-03-31') }, '2028-03-31'],
    [
      'after the later of the two',
      { audit: { last: '2027-05-01', due: '2028-05-01' }, course: closedOn('2026-12-01') },
      '2028-05-01',
    ],
  ] as const)('%s', (_, more, due) => {
    expect(dueOf(more).due).toBe(due)
  })

  test('is said to be overdue from the day after on, and not before', () => {
    expect([dueOf({ today: '2027-09-15' }).isOverdue, dueOf({ today: '2027-09-16' }).isOverdue]).toEqual([false, true])
  })

  test('is nobody’s matter for a system that isn’t approved', () => {
    const retired = { ...pine, approval: { ...pine.approval, status: 'retired' as const } }
    expect(auditsDue({ systems: [retired] }, rule, () => null, '2027-01-01')).toEqual([])
  })
})

describe('an audit that was closed [MS-55]', () => {
  const files = policySource({
    ...{ folder: PROFILE, overlay: OVERLAY, values: DEMO_VALUES, signersFile: null, now: () => FACTS_NOW },
  }).prepare()
  const amended = (system: string, last: string, due: string) =>
    files.amended!([{ id: 'a', change: { kind: 'audit' as const, system, last, due, findings: 'none' } }]).policy
  const of = (set: ReturnType<typeof amended>, id: string) => set.systems.find((one) => one.id === id)!

  test('is what the check reads that refuses calls, and changes nothing else of its system', () => {
    const after = of(amended('sandbox', '2026-11-20', '2027-11-20'), 'sandbox')
    expect(after.evidence.find(({ kind }) => kind === 'audit')).toMatchObject({ due: '2027-11-20' })
    const { audit, evidence, evidenceDueAt, ...rest } = after
    const { audit: _a, evidence: _e, evidenceDueAt: _d, ...before } = of(files.policy as typeof policy, 'sandbox')
    expect([audit!.last, evidence.length, evidenceDueAt > 0]).toEqual(['2026-11-20', 2, true])
    expect(rest).toEqual(before)
  })

  test('moves no day that the State keeps', () => {
    expect(() => amended('magnolia-drafting', '2026-11-20', '2027-11-20')).toThrow(
      'the State decides this about ‘magnolia-drafting’',
    )
  })
})

test('findings are late from the day after theirs on, until they are accepted or withdrawn, also of closed audits [MS-49, MS-55]', () => {
  const finding = (id: string, state: string, due = '2027-01-10') => ({ id, state, due, severity: 'major' })
  const row = (number: string, state: string, findings: object[], system = 's') => [
    number,
    { number, state, system, findings },
  ]
  const all = new Map([
    row('A', 'closed', [
      finding('F1', 'open'),
      finding('F2', 'accepted'),
      finding('F3', 'withdrawn'),
      finding('F4', 'answered'),
    ]),
    row('B', 'abandoned', [finding('F1', 'open')]),
    row('C', 'open', [finding('F1', 'open', '2027-02-10')]),
    row('D', 'open', [finding('F1', 'open')], 'another'),
  ] as [string, object][])
  const late = (today: string) =>
    lateFindings({ all: () => all, get: () => undefined }, 's', today).map(({ audit, id }) => `${audit} ${id}`)
  expect(late('2027-01-10')).toEqual([])
  expect(late('2027-01-11')).toEqual(['A F1', 'A F4'])
  expect(late('2027-02-11')).toEqual(['A F1', 'A F4', 'C F1'])
})
