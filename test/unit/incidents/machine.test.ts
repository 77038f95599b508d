import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AutomaticFinding } from '#src/core/finding.ts'
import { createGathering } from '#src/incidents/gather.ts'
import type { IncidentCase } from '#src/incidents/incident-row.ts'
import type { GatewayChange, IncidentStep, PersonChange, StepChange } from '#src/incidents/incident-step.ts'
import { replay, takeStep, whyNot } from '#src/incidents/take-step.ts'
import { termsOf } from '#src/incidents/terms.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy('us-ms-its')
const AT = '2026-11-22T18:00:00.000Z'
const types = Object.keys(policy.incidents.types)

const begin = (type: string): StepChange => ({
  kind: 'report',
  number: 'INC-1',
  agency: 'MS-ITS',
  terms: termsOf(policy, type, false, AT)!,
  receivedAt: AT,
  discoveredAt: AT,
  tasks: [{ id: 'vendor-deletion', due: '2026-12-02', doneAt: null }],
  reporter: 'idp|ana',
  unit: 'ITS-APPDEV',
  supervisorInvolved: false,
  subjects: [],
  about: { exchange: 'x', conversation: null },
  hold: 'h',
})

const states = policy.incidents.states.map(({ id }) => id)
const fields = ['finding', 'resolution', 'mitigation', 'passing-probe', 'contained-at']
/** Whatever anybody might try, in whatever order. */
const anyChange: fc.Arbitrary<StepChange> = fc.oneof(
  fc.constantFrom<StepChange>(
    { kind: 'ask' },
    { kind: 'answer' },
    { kind: 'note' },
    { kind: 'reopen' },
    { kind: 'recur' },
  ),
  fc.constantFrom(...states, 'nowhere').map((to): StepChange => ({ kind: 'move', to })),
  fc.constantFrom(...fields).map((field): StepChange => ({ kind: 'fill', field })),
  fc.constantFrom(...types).map((type): StepChange => ({ kind: 'retype', terms: termsOf(policy, type, false, AT)! })),
  fc.constantFrom('low', 'high').map((severity): StepChange => ({ kind: 'rate', severity: severity as 'low' })),
  fc.constantFrom('x', 'y', 'z').map((exchange): StepChange => ({ kind: 'link', exchange, hold: 'h' })),
  fc.constantFrom('idp|bo', 'idp|cy').map((subject): StepChange => ({ kind: 'name', subject })),
  fc.constantFrom('idp|bo', 'idp|di').map((key): StepChange => ({ kind: 'assign', owner: { key, name: key } })),
  fc.boolean().map((toldReporter): StepChange => ({ kind: 'close', toldReporter })),
  fc.constantFrom('INC-1', 'INC-2').map((into): StepChange => ({ kind: 'merge', into })),
  fc.constantFrom('vendor-deletion', 'T1', 'T2').map((task): StepChange => ({ kind: 'finish-task', task })),
  fc.constantFrom('vendor-deletion', 'T1', 'T2').map((task): StepChange => ({ kind: 'cancel-task', task })),
  fc.tuple(fc.constantFrom('T1', 'T2'), fc.constantFrom('idp|bo', 'idp|cy', 'hr')).map(([task, who]): StepChange => {
    const to = who === 'hr' ? { queue: who } : { key: who, name: `${who.slice(4)}@its.ms.gov` }
    return { kind: 'give-task', task, of: 'records', to, due: '2026-12-01' }
  }),
)

/** Takes what can be taken, as the log does. */
function live(type: string, tried: readonly StepChange[]): { row: IncidentCase; steps: IncidentStep[] } {
  const steps: IncidentStep[] = [{ entry: 'e0', at: AT, change: begin(type) }]
  let row = takeStep(null, steps[0]!)!
  for (const change of tried) {
    if (whyNot(row, change) !== null) continue
    const step = {
      entry: `e${steps.length}`,
      at: new Date(Date.parse(AT) + steps.length * 1_000).toISOString(),
      change,
    }
    row = takeStep(row, step)!
    steps.push(step)
  }
  return { row, steps }
}

const anyLife = [fc.constantFrom(...types), fc.array(anyChange, { maxLength: 40 })] as const

describe('an incident', () => {
  test('is what its steps come to: taken again from what was written, they come to the same (MS-51)', () => {
    fc.assert(
      fc.property(...anyLife, (type, tried) => {
        const { row, steps } = live(type, tried)
        expect(replay(JSON.parse(JSON.stringify(steps)) as IncidentStep[])).toEqual(row)
        expect(row.steps.map(({ entry }) => entry)).toEqual(steps.map(({ entry }) => entry))
      }),
    )
  })

  test('goes only where its states lead, and a step that its state doesn’t allow changes nothing (MS-51)', () => {
    fc.assert(
      fc.property(...anyLife, anyChange, (type, tried, next) => {
        const { row } = live(type, tried)
        const after = takeStep(row, { entry: 'e', at: AT, change: next })
        expect(after === null).toBe(whyNot(row, next) !== null)
        if (after === null || after.state === row.state || next.kind === 'retype' || next.kind === 'merge') return
        expect(row.flow[row.state]).toContain(after.state)
      }),
    )
  })

  test('is closed only once everything that its type asks for is known and done, and its reporter told (MS-46, MS-51)', () => {
    fc.assert(
      fc.property(...anyLife, (type, tried) => {
        const { row } = live(type, tried)
        if (row.state !== 'closed' || row.mergedInto !== null) return
        expect(row.requires.filter((field) => !row.filled.includes(field))).toEqual([])
        expect(row.tasks.filter(({ doneAt }) => doneAt === null)).toEqual([])
        expect(row.toldReporter).toBe(true)
      }),
    )
  })

  test('about bias or harm takes a mitigation and a passing probe to close (MS-46)', () => {
    const report = begin('harmful-output')
    const tried: StepChange[] = [
      { kind: 'move', to: 'triaged' },
      { kind: 'move', to: 'resolved' },
      { kind: 'finish-task', task: 'vendor-deletion' },
      { kind: 'fill', field: 'finding' },
      { kind: 'fill', field: 'mitigation' },
    ]
    const { row } = live('harmful-output', tried)
    expect(report.kind).toBe('report')
    expect(whyNot(row, { kind: 'close', toldReporter: true })).toContain('passing-probe')
    const closed = live('harmful-output', [
      ...tried,
      { kind: 'fill', field: 'passing-probe' },
      { kind: 'close', toldReporter: true },
    ])
    expect(closed.row.state).toBe('closed')
  })

  test('that the gateway noticed names nobody until a person does, and the gateway has no step that could', () => {
    const opened = takeStep(null, {
      entry: 'e',
      at: AT,
      change: {
        kind: 'open',
        number: 'INC-1',
        agency: 'MS-ITS',
        terms: termsOf(policy, 'evasion', false, AT)!,
        receivedAt: AT,
        discoveredAt: AT,
        tasks: [],
        finding: 'evasion|k',
        credentialOf: null,
        evidence: [],
        hold: null,
      },
    })!
    expect([opened.subjects, opened.reporter, opened.owner]).toEqual([[], null, null])
    // Types, not words: none of these may compile without the directive.
    // @ts-expect-error a detector names nobody
    const named: GatewayChange = { kind: 'name', subject: 'idp|bo' }
    // @ts-expect-error a detector gives nobody a matter
    const given: GatewayChange = { kind: 'assign', owner: null }
    // @ts-expect-error a detector suspends nothing
    const suspended: GatewayChange = { kind: 'suspend', suspension: 's' }
    // @ts-expect-error a finding is about a thing, never a person
    const about: AutomaticFinding['about'] = { kind: 'person', key: 'idp|bo' }
    // @ts-expect-error and has no member for one
    const holds: AutomaticFinding['person' & keyof AutomaticFinding] = 'idp|bo'
    const byPerson: PersonChange = { kind: 'name', subject: 'idp|bo' }
    expect(takeStep(opened, { entry: 'f', at: AT, change: byPerson })!.subjects).toEqual(['idp|bo'])
    expect([named, given, suspended, about, holds]).toHaveLength(5)
  })
})

describe('a case about non-work use', { tags: ['MO-50'] }, () => {
  const missouri = loadDemoPolicy('us-mo-modot')
  const terms = termsOf(missouri, 'non-work-use', false, AT)!
  const found: GatewayChange = {
    ...{ kind: 'open', number: 'INC-9', agency: 'MO-DOT', receivedAt: AT, discoveredAt: AT, tasks: [] },
    ...{ terms, finding: 'hint', credentialOf: null, evidence: [], hold: null },
  }

  test('is begun by somebody’s report, and by nothing that the gateway noticed, as it opens or later', () => {
    expect(terms.needsReporter).toBe(true)
    expect(takeStep(null, { entry: 'e', at: AT, change: found })).toBeNull()
    const other = { ...found, terms: termsOf(missouri, 'other', false, AT)! }
    const row = takeStep(null, { entry: 'e', at: AT, change: other })!
    expect(whyNot(row, { kind: 'retype', terms })).toContain('a hint')
    const reported = takeStep(null, { entry: 'e', at: AT, change: { ...begin('other'), terms } as StepChange })!
    expect(reported).toMatchObject({ source: 'person', type: 'non-work-use' })
    expect(whyNot(reported, { kind: 'retype', terms })).toBeNull()
  })

  test('whatever detectors count of it opens nothing: there is no case until a person reports one', async () => {
    const taken: GatewayChange[] = []
    const finding = (type: string): AutomaticFinding => ({
      ...{ type, key: 'k', agency: 'MO-DOT', about: { kind: 'detection' }, first: AT, last: AT, count: 40 },
    })
    const gathering = createGathering({
      log: {
        inTurn: (work: () => Promise<void>) => work(),
        get: () => null,
        notice: async (_row: null, change: GatewayChange) => void taken.push(change),
      } as never,
      evidence: { freeze: async () => null } as never,
      policy: () => missouri,
      sources: [{ found: () => [finding('non-work-use'), finding('evasion')] }],
    })
    await gathering.gather()
    // What isn’t about anybody’s conduct is opened: it is the kind of case that stands against it.
    expect(taken.map((one) => one.kind === 'open' && one.terms.type)).toEqual(['evasion'])
  })
})
