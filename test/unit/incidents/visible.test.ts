import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IncidentCase } from '#src/incidents/incident-row.ts'
import { takeStep } from '#src/incidents/take-step.ts'
import { termsOf } from '#src/incidents/terms.ts'
import { sightOf } from '#src/incidents/visible.ts'
import { demoPrincipal } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy('us-ms-its')
const AT = '2026-11-22T18:00:00.000Z'
const types = Object.keys(policy.incidents.types)
const roles = Object.keys(policy.roles)

interface Given {
  readonly type: string
  readonly involved: boolean
  readonly subjects: readonly string[]
}

function reported({ type, involved, subjects }: Given): IncidentCase {
  return takeStep(null, {
    entry: 'e',
    at: AT,
    change: {
      kind: 'report',
      number: 'INC-1',
      agency: 'MS-ITS',
      terms: termsOf(policy, type, involved, AT)!,
      receivedAt: AT,
      discoveredAt: AT,
      tasks: [],
      reporter: 'idp|ana',
      unit: 'ITS-APPDEV',
      supervisorInvolved: involved,
      subjects,
      about: null,
      hold: null,
    },
  })!
}

const anyRoles = fc.uniqueArray(fc.constantFrom(...roles))
const anyType = fc.constantFrom(...types)

describe('an incident is not there', () => {
  test('for a supervisor or leader of the reporter’s unit whom it may concern, whatever other roles they hold (MS-14)', () => {
    fc.assert(
      fc.property(anyType, anyRoles, fc.constantFrom('supervisor', 'unit-leader'), (type, held, own) => {
        const caller = demoPrincipal({ unit: 'ITS-APPDEV', roles: [...held, own] })
        expect(sightOf(policy, caller, reported({ type, involved: true, subjects: [] }))).toBe('none')
      }),
      { numRuns: 1_000 },
    )
  })

  test('for anybody who is named in it, by address or by the directory’s name, whatever roles they hold (MS-14)', () => {
    fc.assert(
      fc.property(anyType, anyRoles, fc.boolean(), fc.boolean(), (type, held, involved, byAddress) => {
        const caller = demoPrincipal({ unit: 'ITS-HR', roles: held, email: 'Kim@ITS.ms.gov', subject: 'kim' })
        const subjects = [byAddress ? 'kim@its.ms.gov' : caller.key]
        expect(sightOf(policy, caller, reported({ type, involved, subjects }))).toBe('none')
      }),
      { numRuns: 1_000 },
    )
  })

  test('for anybody of another agency, and for whoever holds no duty of its queues', () => {
    fc.assert(
      fc.property(anyType, anyRoles, fc.boolean(), (type, held, involved) => {
        const row = reported({ type, involved, subjects: [] })
        expect(sightOf(policy, demoPrincipal({ agency: 'OTHER', roles: held }), row)).toBe('none')
        const queues = row.channels.map((id) => policy.incidents.channels[id]?.role)
        const without = held.filter((role) => !queues.includes(role) && !policy.incidents.readers.includes(role))
        expect(sightOf(policy, demoPrincipal({ unit: 'ITS-OPS', roles: without }), row)).toBe('none')
      }),
    )
  })
})

test('a supervisor works on their own unit’s reports that don’t involve them, and on no other unit’s', () => {
  const row = reported({ type: 'policy-violation', involved: false, subjects: [] })
  const supervisor = (unit: string) => sightOf(policy, demoPrincipal({ unit, roles: ['supervisor'] }), row)
  expect([supervisor('ITS-APPDEV'), supervisor('ITS-OPS')]).toEqual(['worker', 'none'])
  expect(sightOf(policy, demoPrincipal({ roles: ['auditor'], unit: 'ITS-AUDIT' }), row)).toBe('reader')
  expect(sightOf(policy, { ...demoPrincipal(), key: 'idp|ana' }, row)).toBe('reporter')
})
