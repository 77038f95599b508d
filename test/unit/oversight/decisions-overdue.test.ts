import { expect, test } from 'vitest'
import type { Principal } from '#src/core/principal.ts'
import { createDecisions } from '#src/oversight/decisions/decisions.ts'
import { decisionDue, openingOf } from '#src/oversight/decisions/open-decision.ts'
import { takeStep } from '#src/oversight/decisions/take-step.ts'
import type { Ledger } from '#src/records/ledger.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const OPENED = Date.parse('2026-12-22T15:00:00Z')
const person = (subject: string, unit: string, roles: readonly string[] = []): Principal =>
  ({
    ...{ issuer: 'i', subject, key: `i|${subject}`, agency: 'MS-ITS', unit, roles, email: `${subject}@its.ms.gov` },
    ...{ subjectType: 'employee', actors: [] },
  }) as unknown as Principal

const due = decisionDue(policy, OPENED)
const rows = new Map(
  [
    ['a', person('anna', 'ITS-HR')],
    ['b', person('bert', 'ITS-HR')],
    ['c', person('carl', 'ITS-LEGAL')],
  ].map(([exchange, asker]) => {
    const answer = { exchange: exchange as string, system: 'pine', purpose: 'case-support' }
    const change = openingOf(asker as Principal, answer, due)
    return [exchange, takeStep(null, { entry: exchange as string, at: new Date(OPENED).toISOString(), change })]
  }) as [string, object][],
)
const at = (day: string) =>
  createDecisions({
    store: { byId: async () => null, exchange: async () => [] },
    ledger: { state: { all: () => rows, get: (_: string, key: string) => rows.get(key) } } as unknown as Ledger,
    clock: { now: () => Date.parse(`${day}T18:00:00Z`) },
    policy: () => policy,
  })

test('decisions are overdue after the policy’s business days, holidays left out, by unit and without names [MS-30]', () => {
  // Ten business days behind 22 December, without the State’s holidays between the years.
  const days = policy.oversight!.decisions.days
  expect([days, due > '2027-01-05']).toEqual([10, true])
  const auditor = person('otto', 'ITS-AUDIT', ['auditor'])
  const before = at(due).units(auditor)!
  expect(before.every(({ overdue }) => overdue === 0)).toBe(true)
  const after = at('2027-02-01').units(auditor)!
  expect(after.find(({ unit }) => unit === 'ITS-HR')).toMatchObject({
    open: 2,
    overdue: 2,
    records: [{ exchange: 'a' }, { exchange: 'b' }],
  })
  expect(JSON.stringify(after)).not.toMatch(/anna|bert|carl/)
  // Behind the wall of privilege nothing is counted.
  expect(after.find(({ unit }) => unit === 'ITS-LEGAL')).toMatchObject({ open: 0, overdue: 0 })
  expect(
    at('2027-02-01')
      .list(person('anna', 'ITS-HR'))
      .open.map(({ exchange }) => exchange),
  ).toEqual(['a'])
  expect(at('2027-02-01').units(person('anna', 'ITS-HR'))).toBeNull()
  expect(after.map(({ unit }) => unit)).toEqual(after.map(({ unit }) => unit).toSorted())
})
