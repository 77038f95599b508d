import { describe, expect, test } from 'vitest'
import { assessmentTasks } from '#src/composition/assessment-mails.ts'
import { BLOCKED, blockKey } from '#src/core/block.ts'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import { type AssessmentRow, SYSTEM_ASSESSMENT } from '#src/oversight/assessments/assessment-row.ts'
import { loadDemoPolicy } from '../../support/policies.ts'
import { stateRows } from '../../support/state-rows.ts'

const DAY = 86_400_000
const start = Date.parse('2027-03-02T15:00:00Z')
const at = (days: number): string => new Date(start + days * DAY).toISOString()
const policy = loadDemoPolicy()
const PEOPLE = {
  sue: ['security-officer'],
  pia: ['privacy-officer'],
  art: ['attorney'],
  cat: ['cto'],
  eve: ['staff'],
}

function bed() {
  const rows = stateRows()
  let now = start
  for (const [name, roles] of Object.entries(PEOPLE))
    rows.apply([
      { kind: KNOWN_PERSON, key: `i|${name}`, value: { agency: 'MS-ITS', unit: 'ITS-EXEC', email: null, roles } },
    ])
  const tasks = assessmentTasks({ ledger: { state: rows } as never, policy: () => policy, clock: { now: () => now } })
  return {
    rows,
    /** Who is told so many days later of this row, and what, if they last heard of it then. */
    told(row: object, days: number, last: string | null): [string, string][] {
      now = start + days * DAY
      rows.apply([{ kind: SYSTEM_ASSESSMENT, key: 'A1', value: row }])
      return tasks().flatMap((one) => {
        const event = one.event(last)
        return event === null ? [] : [[one.person, event] as [string, string]]
      })
    },
  }
}

const submitted = {
  ...{ number: 'A1', agency: 'MS-ITS', system: 'cedar-notes', kind: 'risk', state: 'submitted', assessors: ['i|sue'] },
  facts: { on: '2027-03-01', due: '2028-03-01', vulnerability: null, domains: {}, digest: 'd' },
  ...{ accepted: null, supersededBy: null },
  steps: [{ kind: 'submit', at: at(0), entry: 'e', by: 'i|sue', form: 'f' }],
} as unknown as AssessmentRow

describe('an assessment of a system', { tags: ['MS-49'] }, () => {
  test('that waits is told to those who may accept it, never to who wrote it, and again by the policy’s days', () => {
    const { told } = bed()
    const days = policy.oversight!.assessments!.remindDays
    expect(told(submitted, 0, null)).toEqual([['i|pia', 'task']])
    expect(told(submitted, days - 1, at(0))).toEqual([])
    expect(told(submitted, days, at(0))).toEqual([['i|pia', 'task-reminder']])
    expect(told({ ...submitted, kind: 'legal' }, 0, null)).toEqual([['i|art', 'task']])
  })

  test('that came back, or is due again, is told to whoever wrote it', () => {
    const { told } = bed()
    const steps = [...submitted.steps, { kind: 'return', at: at(2), entry: 'e', by: 'i|pia', form: 'f' }]
    expect(told({ ...submitted, state: 'returned', steps }, 2, at(0))).toEqual([['i|sue', 'task']])
    const accepted = { ...submitted, state: 'accepted' }
    expect(told(accepted, 364, null)).toEqual([])
    expect(told(accepted, 366, null)).toEqual([['i|sue', 'task']])
  })

  test('whose authors have all left is told to whoever may write one, and a draft or one in force to nobody', () => {
    const { told, rows } = bed()
    for (const state of ['draft', 'accepted', 'superseded']) expect(told({ ...submitted, state }, 1, null)).toEqual([])
    rows.apply([
      { kind: BLOCKED, key: blockKey('directory', 'i|sue'), value: { cause: 'separated', reason: 'r', since: 1 } },
    ])
    const people = told({ ...submitted, state: 'returned' }, 1, null).map(([person]) => person)
    expect(people.toSorted()).toEqual(['i|art', 'i|cat', 'i|pia'])
  })
})
