import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import type { StateRows } from '#src/core/state-rows.ts'
import { createTaskGiving } from '#src/incidents/give-task.ts'
import type { IncidentCase, TaskHolder } from '#src/incidents/incident-row.ts'
import type { IncidentStep, PersonChange, StepChange } from '#src/incidents/incident-step.ts'
import { CLOSED, replay, takeStep, whyNot } from '#src/incidents/take-step.ts'
import { holdersOf } from '#src/incidents/task-holders.ts'
import { isGiven, isTaskOverdue, openTasks } from '#src/incidents/task-steps.ts'
import { termsOf } from '#src/incidents/terms.ts'
import type { IncidentTransition } from '#src/incidents/transitions.ts'
import { sightOf } from '#src/incidents/visible.ts'
import { demoPrincipal } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy('us-ms-its')
const AT = '2026-11-25T18:00:00.000Z'

interface Given {
  readonly type?: string
  readonly involved?: boolean
  readonly isHidden?: boolean
  readonly unit?: string
  readonly subjects?: readonly string[]
}
function reported({ type = 'policy-violation', involved = false, isHidden = false, unit, subjects = [] }: Given = {}) {
  const change: StepChange = {
    ...{ kind: 'report', number: 'INC-1', agency: 'MS-ITS', receivedAt: AT, discoveredAt: AT, hold: null },
    ...{ terms: termsOf(policy, type, involved, AT)!, tasks: [], reporter: 'idp|ana', unit: unit ?? 'ITS-APPDEV' },
    ...{ supervisorInvolved: involved, subjects, about: null, ...(isHidden && { reporterHidden: true }) },
  }
  return takeStep(null, { entry: 'e', at: AT, change })!
}
const take = (row: IncidentCase, change: StepChange): IncidentCase =>
  takeStep(row, { entry: `e${row.steps.length}`, at: AT, change })!
const give = (task: string, to: TaskHolder): PersonChange => ({
  ...{ kind: 'give-task', task, of: 'records', to, due: '2026-12-01' },
})
const bo = { key: 'idp|bo', name: 'Bo@ITS.ms.gov' }

describe('a task', { tags: ['MS-14'] }, () => {
  const anyTask = fc.constantFrom('T1', 'T2', 'T3')
  const anyStep: fc.Arbitrary<StepChange> = fc.oneof(
    { weight: 2, arbitrary: anyTask.map((task) => give(task, bo)) },
    anyTask.map((task): StepChange => ({ kind: 'finish-task', task })),
    anyTask.map((task): StepChange => ({ kind: 'cancel-task', task })),
    fc.constantFrom('triaged', 'resolved').map((to): StepChange => ({ kind: 'move', to })),
    fc.constantFrom('finding', 'resolution').map((field): StepChange => ({ kind: 'fill', field })),
    fc.constantFrom<StepChange>(
      { kind: 'close', toldReporter: true },
      { kind: 'merge', into: 'INC-2' },
      { kind: 'reopen' },
      { kind: 'name', subject: 'bo@its.ms.gov' },
    ),
  )

  test('is open until it is done or called off, once, and no incident is over while one is open, whatever is tried', () => {
    let closed = 0
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (tried) => {
        const steps: IncidentStep[] = []
        let row = reported()
        for (const change of tried) {
          const step = { entry: `e${row.steps.length}`, at: AT, change }
          const next = takeStep(row, step)
          expect(next === null).toBe(whyNot(row, change) !== null)
          if (next === null) continue
          for (const { id, doneAt, cancelled } of row.tasks.filter(({ doneAt: over }) => over !== null))
            expect(next.tasks).toContainEqual(expect.objectContaining({ id, doneAt, ...(cancelled && { cancelled }) }))
          steps.push(step)
          row = next
          if (row.state === CLOSED) closed++
          expect(row.state === CLOSED && openTasks(row).some(isGiven)).toBe(false)
          const isBos = openTasks(row).some(({ to }) => to != null && 'key' in to)
          expect(isBos && row.subjects.length > 0).toBe(false)
        }
        const first = { entry: 'e', at: AT, change: beginning }
        expect(replay(JSON.parse(JSON.stringify([first, ...steps])) as IncidentStep[])).toEqual(row)
      }),
      { numRuns: 500 },
    )
    expect(closed).toBeGreaterThan(0)
  })

  test('stands in the way of a closing by its name, and only what people gave is called off', () => {
    let row = take(reported(), give('T1', bo))
    for (const change of [
      { kind: 'move', to: 'triaged' },
      { kind: 'move', to: 'resolved' },
      { kind: 'fill', field: 'finding' },
      { kind: 'fill', field: 'resolution' },
    ] as const)
      row = take(row, change)
    const close = { kind: 'close', toldReporter: true } as const
    expect(whyNot(row, close)).toBe('It can’t be closed before these are done or cancelled: T1.')
    expect(whyNot(row, { kind: 'merge', into: 'INC-2' })).toMatch(/done or cancelled: T1\.$/)
    expect(whyNot(take(row, { kind: 'cancel-task', task: 'T1' }), close)).toBeNull()
    const own = { ...row, tasks: [{ id: 'vendor-deletion', due: '2026-12-01', doneAt: null }] }
    expect(whyNot(own, { kind: 'cancel-task', task: 'vendor-deletion' })).toContain('it can only be done')
  })

  test('is overdue from the day after its own on, until it is over', () => {
    const [task] = take(reported(), give('T1', bo)).tasks
    expect(['2026-12-01', '2026-12-02'].map((day) => isTaskOverdue(task!, day))).toEqual([false, true])
    expect(isTaskOverdue({ ...task!, doneAt: AT }, '2026-12-02')).toBe(false)
  })

  test('changes nothing about for whom an incident is there', () => {
    const roles = Object.keys(policy.roles)
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...roles)), fc.boolean(), fc.boolean(), (held, involved, isQueue) => {
        const caller = demoPrincipal({ unit: 'ITS-APPDEV', roles: held })
        const row = reported({ involved })
        const to = isQueue ? { queue: 'supervisor' } : { key: caller.key, name: caller.email ?? '' }
        expect(sightOf(policy, caller, take(row, give('T1', to)))).toBe(sightOf(policy, caller, row))
      }),
    )
  })
})

describe('whom a task can be given to', { tags: ['MS-14', 'MO-48'] }, () => {
  const known: Record<string, { agency: string; unit: string; email: string; roles: readonly string[] }> = {}
  const person = (name: string, unit: string, roles: readonly string[]) => {
    known[`idp|${name}`] = { agency: 'MS-ITS', unit, email: `${name}@its.ms.gov`, roles }
  }
  person('sam', 'ITS-APPDEV', ['supervisor'])
  person('sue', 'ITS-OPS', ['supervisor'])
  person('hal', 'ITS-HR', ['hr'])
  person('hana', 'ITS-HR', ['hr'])
  person('ana', 'ITS-APPDEV', [])
  person('eve', 'ITS-OPS', [])
  const rows = {
    get: (kind: string, key: string) => (kind === KNOWN_PERSON ? known[key] : undefined),
    all: (kind: string) => new Map(kind === KNOWN_PERSON ? Object.entries(known) : []),
  } as unknown as StateRows
  const giving = createTaskGiving({
    ...{ policy: () => policy, rows, clock: { now: () => Date.parse(AT) }, taskMails: () => [] },
    knownSubject: (name) => `idp|${name.split('@')[0]}`,
  })
  const caller = demoPrincipal({ subject: 'hal', roles: ['hr'], unit: 'ITS-HR' })
  const asked = (to: string, due?: string) =>
    ({
      ...{ transition: 'give-task', kind: 'records', title: 'Look', to, reason: 'r', version: 1 },
      ...(due !== undefined && { due }),
    }) as Extract<IncidentTransition, { transition: 'give-task' }>
  /** The refused rule, or null. */
  const why = (row: IncidentCase, to: string, due?: string) => {
    const answer = giving.give(row, asked(to, due), caller)
    return 'code' in answer ? answer.rule : null
  }
  const mail = (name: string) => `${name}@its.ms.gov`

  test('is a queue that hears of it, or somebody for whom it is there: never whom it is kept from', () => {
    const open = reported()
    expect(['sam', 'sue', 'eve', 'ana'].map((name) => why(open, mail(name)))).toEqual([
      ...[null, 'task-person', 'task-person'],
      // A witness whose name is shown is asked like anybody.
      null,
    ])
    const involved = reported({ involved: true })
    expect([why(involved, mail('sam')), why(involved, mail('hana'))]).toEqual(['task-person', null])
    expect([why(involved, 'queue:hr'), why(involved, 'queue:supervisor')]).toEqual([null, 'task-queue'])
    const named = reported({ involved: true, subjects: [mail('hana')] })
    expect(why(named, mail('hana'))).toBe('task-person')
    expect(why(open, 'nobody@its.ms.gov')).toBe('task-person')
  })

  test('says nothing of a hidden reporter: neither who they are nor which unit is theirs', () => {
    const answers = (row: IncidentCase) => Object.keys(known).map((key) => why(row, mail(key.slice(4))))
    for (const involved of [true, false])
      expect(answers(reported({ involved, isHidden: true, unit: 'ITS-OPS' }))).toEqual(
        answers(reported({ involved, isHidden: true })),
      )
    expect(answers(reported({ involved: true, isHidden: true }))).toContain(null)
  })

  test('is due on a business day: weekends and holidays aren’t counted, and can’t be asked for', () => {
    const given = giving.give(reported(), asked('queue:supervisor'), caller)
    // 25 November 2026 is the day before Thanksgiving; five business days later it is Thursday.
    expect('code' in given ? given : given.change).toMatchObject({ due: '2026-12-03', task: 'T1' })
    const days = ['2026-11-26', '2026-11-28', '2026-11-24', '2028-01-05', '2026-11-27']
    expect(days.map((day) => why(reported(), 'me', day))).toEqual([...Array(4).fill('task-due'), null])
  })

  test('and it is told to whoever has it, of those for whom it is there', () => {
    const row = reported({ involved: true })
    expect(holdersOf(policy, rows, row, { to: { queue: 'hr' } })).toEqual({
      people: ['idp|hal', 'idp|hana'],
      queues: ['hr'],
    })
    const later = take(take(row, give('T1', { key: 'idp|hana', name: mail('hana') })), {
      kind: 'name',
      subject: 'idp|hana',
    })
    expect(later.tasks[0]!.to).toBeNull()
    expect(holdersOf(policy, rows, later, later.tasks[0]!)).toEqual({ people: ['idp|hal'], queues: ['hr'] })
    expect(holdersOf(policy, rows, row, { to: { key: 'idp|sam', name: mail('sam') } }).people).toEqual([])
  })
})

const beginning: StepChange = (() => {
  const { number, agency, receivedAt, discoveredAt } = reported()
  return {
    ...{ kind: 'report', number, agency, receivedAt, discoveredAt, hold: null, tasks: [], reporter: 'idp|ana' },
    ...{ terms: termsOf(policy, 'policy-violation', false, AT)!, unit: 'ITS-APPDEV', about: null },
    ...{ supervisorInvolved: false, subjects: [] },
  }
})()
