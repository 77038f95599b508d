import { describe, expect, test } from 'vitest'
import type { ApprovalRow } from '#src/approvals/approval-row.ts'
import { seatHolders } from '#src/approvals/seat-holders.ts'
import { turnMail } from '#src/approvals/to-tell.ts'
import { waitingOf } from '#src/approvals/waiting.ts'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import { tasksOf } from '#src/incidents/terms.ts'
import { decisionDue } from '#src/oversight/decisions/open-decision.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { dueDay } from '#src/requests/clock.ts'
import { loadDemoPolicy } from '../../support/policies.ts'
import { stateRows } from '../../support/state-rows.ts'

// Four in the afternoon of a Friday in Mississippi; the Monday after it is a holiday of the profile.
const FRIDAY = Date.parse('2027-01-15T16:00:00-06:00')
const central = (time: string): number => Date.parse(`2027-01-${time}-06:00`)
const demo = loadDemoPolicy()
const row = {
  ...{ number: 'n', agency: 'MS-ITS', unit: 'ITS-APPDEV', status: 'sent', since: new Date(FRIDAY).toISOString() },
  ...{
    version: 1,
    steps: [],
    approvals: [],
    to: { role: 'supervisor', unit: 'ITS-APPDEV', person: { key: 'i|bob', name: 'Bob' } },
  },
  requester: { key: 'i|ann', issuer: 'i', subject: 'ann', subjectType: 'employee', name: 'Ann' },
} as unknown as ApprovalRow

function policyWith(approvals: object): PolicySet {
  const { days } = demo.approvals!
  return { ...demo, approvals: { ...demo.approvals!, days: { ...days, supervisor: 1 }, ...approvals } } as PolicySet
}

describe('what waits for somebody', { tags: ['MS-27'] }, () => {
  test('since a Friday before a holiday Monday is due on Tuesday, all of it, in the State’s own zone', () => {
    expect(demo.profile.holidays).toContain('2027-01-18')
    const policy = policyWith({})
    expect(waitingOf(policy, row, FRIDAY)).toEqual({ days: 0, due: '2027-01-19', isLate: false })
    expect(waitingOf(policy, row, central('18T12:00:00'))).toMatchObject({ days: 0, isLate: false })
    expect(waitingOf(policy, row, central('19T23:59:00'))).toMatchObject({ days: 1, isLate: false })
    expect(waitingOf(policy, row, central('20T00:01:00'))).toMatchObject({ days: 2, isLate: true })
  })

  test('is told of again when its business days are over, and not by the holiday', () => {
    const policy = policyWith({ remindDays: 1 })
    const told = new Date(FRIDAY).toISOString()
    expect(turnMail(policy, row, told, central('18T12:00:00'))).toBeNull()
    expect(turnMail(policy, row, told, central('19T08:00:00'))).toBe('task-reminder')
  })

  test('reaches a delegate while whoever is asked is away, who is never the requester', () => {
    const rows = stateRows()
    for (const [name, roles] of Object.entries({ ann: ['staff'], bob: ['supervisor'], deb: ['staff'] }))
      rows.apply([
        {
          kind: KNOWN_PERSON,
          key: `i|${name}`,
          value: { agency: 'MS-ITS', unit: 'ITS-APPDEV', email: null, roles, asOf: 100 },
        },
      ])
    const standsIn = (name: string) => ({
      ...{ id: name, seat: 'supervisor', key: `i|${name}`, forKey: 'i|bob' },
      ...{ fromAt: central('15T00:00:00'), endsAt: central('20T00:00:00') },
    })
    const policy = policyWith({ delegates: [standsIn('deb'), standsIn('ann')] })
    expect(seatHolders(policy, rows, row, FRIDAY).toSorted()).toEqual(['i|bob', 'i|deb'])
    expect(seatHolders(policy, rows, row, central('20T12:00:00'))).toEqual(['i|bob'])
  })

  test('has the same days where it is a decision, a public-records request or a task of an incident', () => {
    const oversight = { ...demo.oversight!, decisions: { ...demo.oversight!.decisions, days: 1 } }
    expect(decisionDue({ ...demo, oversight }, FRIDAY)).toBe('2027-01-19')
    const calendar = { zone: demo.profile.timezone, holidays: new Set(demo.profile.holidays) }
    const facts = { receivedDay: '2027-01-15', allowance: 1, limitDays: null, stops: [] }
    expect(dueDay(facts as never, calendar)).toBe('2027-01-19')
    const tasks = [{ id: 'vendor-deletion', name: {}, businessDays: 1 }]
    const type = { ...demo.incidents.types['data-exposure']!, tasks }
    expect(tasksOf(demo, type, FRIDAY)).toEqual([{ id: 'vendor-deletion', due: '2027-01-19', doneAt: null }])
  })
})
