import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BLOCKED, blockKey } from '#src/core/block.ts'
import { KNOWN_PERSON, type KnownPerson, knownPersonChange } from '#src/core/known-person.ts'
import type { Principal } from '#src/core/principal.ts'
import { REVOKED_SUBJECT, type RevocationCause } from '#src/core/revocation.ts'
import { leaderlessTasks } from '#src/oversight/accountability/leaderless-tasks.ts'
import { orphanTasks } from '#src/oversight/accountability/orphan-tasks.ts'
import { accountableSystem } from '#src/oversight/accountability/systems.ts'
import { unitLeaders } from '#src/oversight/accountability/units.ts'
import { whyHeld } from '#src/oversight/accountability/why-held.ts'
import { MEASURES, type ScoredFact, scorecardOf } from '#src/oversight/scorecard/scorecard.ts'
import { shownCount } from '#src/oversight/scorecard/shown-count.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { loadDemoPolicy } from '../../support/policies.ts'
import { stateRows } from '../../support/state-rows.ts'

const demo = loadDemoPolicy()
const { issuer, id: issuerId } = demo.issuers[0]!
const SYSTEM = 'pine-casework'
const UNIT = 'ITS-HR'
const key = (subject: string): string => `${issuer}|${subject}`
const named = (subject: string) => ({ issuer: issuerId, subject })
const ACCESS = { kind: 'access', system: SYSTEM, unit: UNIT } as const

/** A policy that names these people for the system, and for the unit. */
function policyWith(people: Record<string, ReturnType<typeof named>>, leader?: ReturnType<typeof named>): PolicySet {
  const accountable = { ...demo.oversight!.accountable!, systems: [{ system: SYSTEM, ...people }] }
  const units = demo.units.units.map((unit) => (unit.id === UNIT && leader !== undefined ? { ...unit, leader } : unit))
  return {
    ...demo,
    oversight: { ...demo.oversight!, accountable },
    units: { ...demo.units, units },
  } as PolicySet
}

function bed(people: Readonly<Record<string, readonly [unit: string, ...roles: string[]]>> = {}) {
  const rows = stateRows()
  for (const [name, [unit, ...roles]] of Object.entries(people)) {
    const value: KnownPerson = { agency: 'MS-ITS', unit, email: `${name}@its.ms.gov`, roles, asOf: 100 }
    rows.apply([{ kind: KNOWN_PERSON, key: key(name), value }])
  }
  return {
    rows,
    deactivate: (name: string) =>
      rows.apply([
        { kind: BLOCKED, key: blockKey('directory', key(name)), value: { cause: 'separated', reason: 'r', since: 1 } },
      ]),
    rehire: (name: string) => rows.apply([{ kind: BLOCKED, key: blockKey('directory', key(name)), value: null }]),
    revoke: (name: string, cause: RevocationCause, before = 200) =>
      rows.apply([{ kind: REVOKED_SUBJECT, key: key(name), value: { before, reason: 'r', cause } }]),
  }
}

describe('a system', { tags: ['MS-52'] }, () => {
  test('is an orphan once its owner or its monitor has left, until somebody else is named, and not for a reviewer', () => {
    for (const part of ['owner', 'monitor', 'reviewer', 'approver'] as const) {
      const one = bed({ cat: ['ITS-EXEC', 'cto'] })
      const policy = policyWith({ [part]: named('olga') })
      expect(accountableSystem(policy, one.rows, SYSTEM)).toMatchObject({ isOrphan: false })
      one.deactivate('olga')
      const isOrphan = part === 'owner' || part === 'monitor'
      expect(accountableSystem(policy, one.rows, SYSTEM), part).toMatchObject({ isOrphan })
      const other = policyWith({ [part]: named('otto') })
      expect(accountableSystem(other, one.rows, SYSTEM)).toMatchObject({ isOrphan: false })
      expect(whyHeld(other, one.rows, ACCESS)).toBeNull()
    }
  })

  test('of a duty is one when everybody who held it is gone, and not when nobody was ever seen with it', () => {
    const none = bed()
    const [owner] = accountableSystem(demo, none.rows, SYSTEM)!.parts
    expect(owner).toMatchObject({ part: 'owner', standing: 'unseen' })
    expect(whyHeld(demo, none.rows, ACCESS)).toBeNull()
    const one = bed({ cat: ['ITS-EXEC', 'cto'], cyd: ['ITS-EXEC', 'cto'] })
    one.deactivate('cat')
    expect(whyHeld(demo, one.rows, ACCESS)).toBeNull()
    one.revoke('cyd', 'withdrawn')
    expect(whyHeld(demo, one.rows, ACCESS)).toMatchObject({ code: 'conflict', rule: 'system-orphan', clause: 'MS-52' })
    // Renewals wait too; what was approved before isn’t asked about.
    expect(whyHeld(demo, one.rows, { ...ACCESS, kind: 'renewal' })).toMatchObject({ rule: 'system-orphan' })
    one.rehire('cat')
    expect(whyHeld(demo, one.rows, ACCESS)).toBeNull()
  })

  test('has its owner still after a lost device or a stolen password, and again once who left has signed in anew', () => {
    const policy = policyWith({ owner: named('olga') })
    const one = bed({ olga: ['ITS-HR', 'staff'] })
    for (const cause of ['lost-device', 'compromised', 'signed-out', 'other'] as const) {
      one.revoke('olga', cause)
      expect(accountableSystem(policy, one.rows, SYSTEM), cause).toMatchObject({ isOrphan: false })
    }
    one.revoke('olga', 'separated')
    expect(accountableSystem(policy, one.rows, SYSTEM)).toMatchObject({ isOrphan: true })
    const back = {
      ...{ issuer, subject: 'olga', key: key('olga'), agency: 'MS-ITS', unit: 'ITS-HR', roles: ['staff'] },
      ...{ email: 'olga@its.ms.gov', subjectType: 'employee', issuedAt: 300, actors: [] },
    } as unknown as Principal
    one.rows.apply([knownPersonChange(back, one.rows)!])
    expect(accountableSystem(policy, one.rows, SYSTEM)).toMatchObject({ isOrphan: false })
    // Once it is written, it isn’t with each of their questions.
    expect(knownPersonChange(back, one.rows)).toBeNull()
  })

  test('that is an orphan is a task of whoever still has a part in it, once and then by the policy’s days', () => {
    const one = bed({ cat: ['ITS-EXEC', 'cto'], aud: ['ITS-AUDIT', 'auditor'], sam: ['ITS-HR', 'staff'] })
    const policy = policyWith({ owner: named('olga'), reviewer: named('aud') })
    expect(orphanTasks(policy, one.rows, 0)).toEqual([])
    one.deactivate('olga')
    const now = Date.parse('2026-11-30T00:00:00Z')
    const tasks = orphanTasks(policy, one.rows, now).filter(({ number }) => number === SYSTEM)
    expect(tasks.map(({ person }) => person).toSorted()).toEqual([key('aud'), key('cat')].toSorted())
    const [task] = tasks
    expect(task!.event(null)).toBe('task')
    expect(task!.event('2026-11-25T00:00:00Z')).toBeNull()
    expect(task!.event('2026-11-23T00:00:00Z')).toBe('task-reminder')
  })
})

describe('a unit', { tags: ['MO-03'] }, () => {
  const leaderOf = (policy: PolicySet, rows: ReturnType<typeof bed>['rows']) =>
    unitLeaders(policy, rows).find(({ unit }) => unit === UNIT)!
  const ACCESS_ONLY = { ...ACCESS, system: null }

  test('whose named leader leaves is flagged, and nothing new is approved for it until another one is named', () => {
    const one = bed()
    const policy = policyWith({}, named('lea'))
    expect(leaderOf(policy, one.rows)).toMatchObject({ standing: 'held', people: [key('lea')] })
    one.deactivate('lea')
    expect(leaderOf(policy, one.rows)).toMatchObject({ standing: 'gone' })
    expect(whyHeld(policy, one.rows, ACCESS_ONLY)).toMatchObject({
      ...{ code: 'conflict', rule: 'unit-without-leader', clause: 'MO-03' },
      next: expect.stringContaining('units.yaml'),
    })
    expect(whyHeld(policy, one.rows, { ...ACCESS_ONLY, unit: 'ITS-LEGAL' })).toBeNull()
    // What concerns all who use a system waits for no unit.
    expect(whyHeld(policy, one.rows, { ...ACCESS_ONLY, kind: 'renewal' })).toBeNull()
    expect(whyHeld(policyWith({}, named('lou')), one.rows, ACCESS_ONLY)).toBeNull()
  })

  test('has none where neither a leader nor a duty is named, and is led by whoever holds the duty there alone', () => {
    const bare = demo.units.units.map(({ id, agency, name, clauses }) => ({ id, agency, name, clauses }))
    const policy = { ...demo, units: { ...demo.units, units: bare } } as PolicySet
    expect(whyHeld(policy, bed().rows, ACCESS_ONLY)).toMatchObject({ rule: 'unit-without-leader' })
    const one = bed({ far: ['ITS-LEGAL', 'unit-leader'], lea: [UNIT, 'unit-leader'] })
    expect(leaderOf(demo, one.rows)).toMatchObject({ standing: 'held', people: [key('lea')] })
    one.deactivate('lea')
    expect(leaderOf(demo, one.rows)).toMatchObject({ standing: 'gone', people: [] })
  })
})

test('a unit that has lost its leader is a task of whoever answers next: the leader above, else the CTO, once and then by the policy’s days [MO-03]', () => {
  const one = bed({
    ...{ lea: [UNIT, 'unit-leader'], exe: ['ITS-EXEC', 'executive-director'], cat: ['ITS-EXEC', 'cto'] },
    ...{ far: ['ITS-LEGAL', 'unit-leader'] },
  })
  const withAbove = (above: Readonly<Record<string, string>>): PolicySet => {
    const units = demo.units.units.map((unit) =>
      above[unit.id] === undefined ? unit : { ...unit, above: above[unit.id] },
    )
    return { ...demo, units: { ...demo.units, units } } as PolicySet
  }
  const now = Date.parse('2026-11-30T00:00:00Z')
  const told = (policy: PolicySet) =>
    leaderlessTasks(policy, one.rows, now).map(({ number, person }) => [number, person])
  const above = withAbove({ [UNIT]: 'ITS-OPS', 'ITS-OPS': 'ITS-EXEC' })
  expect(told(above)).toEqual([])
  one.deactivate('lea')
  // Nobody was ever seen to lead operations, so the unit above it hears.
  expect(told(above)).toEqual([[UNIT, key('exe')]])
  expect(told(demo)).toEqual([[UNIT, key('cat')]])
  expect(told(withAbove({ [UNIT]: 'ITS-OPS', 'ITS-OPS': UNIT }))).toEqual([[UNIT, key('cat')]])
  const [task] = leaderlessTasks(demo, one.rows, now)
  expect(task!.event(null)).toBe('task')
  expect(task!.event('2026-11-25T00:00:00Z')).toBeNull()
  expect(task!.event('2026-11-23T00:00:00Z')).toBe('task-reminder')
  one.rehire('lea')
  expect(told(above)).toEqual([])
})

describe('a scorecard', { tags: ['MO-03', 'MO-04'] }, () => {
  const units = ['A', 'B', 'C']
  const fact: fc.Arbitrary<ScoredFact> = fc.record({
    measure: fc.constantFrom(...MEASURES),
    unit: fc.constantFrom(...units),
    at: fc.constantFrom(null, '2026-09-30T23:59:59Z', '2026-10-01T00:00:00Z', '2026-10-31T12:00:00Z'),
    person: fc.integer({ min: 0, max: 25 }).map(String),
    isPart: fc.boolean(),
  })

  test('equals the sums over the records, and shows none behind which are fewer than ten people', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 300 }), (facts) => {
        for (const unit of units)
          for (const measure of MEASURES) {
            const own = facts.filter(
              (one) =>
                one.unit === unit && one.measure === measure && (one.at === null || one.at.startsWith('2026-10')),
            )
            const people = (some: readonly ScoredFact[]) => new Set(some.map(({ person }) => person)).size
            const isFew = (some: readonly ScoredFact[]) => people(some) > 0 && people(some) < 10
            const [part, rest] = [own.filter(({ isPart }) => isPart), own.filter(({ isPart }) => !isPart)]
            expect(shownCount(scorecardOf(facts, unit, '2026-10')[measure])).toEqual({
              total: isFew(own) ? null : own.length,
              part: isFew(own) || isFew(part) || isFew(rest) ? null : part.length,
            })
          }
      }),
    )
  })
})
