import { describe, expect, test } from 'vitest'
import { DATA_CLASSES } from '#src/core/decision.ts'
import { approvedList } from '#src/policy/approved-list.ts'
import { decide } from '#src/policy/decide.ts'
import { loadPolicy } from '#src/policy/load.ts'
import type { Client, PolicySet } from '#src/policy/policy-set.ts'
import { SUBJECT_TYPES } from '#src/policy/schema/terms.ts'
import { demoFacts, demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy, PROFILES } from '#test/support/policies.ts'

/** Everybody whom one registered app can bring to a cell; the cell is open when one of them is let through. */
function enforcerAllows(
  policy: PolicySet,
  clients: readonly Client[],
  cell: {
    readonly system: string
    readonly agency: string
    readonly unit: string
    readonly subjectType: (typeof SUBJECT_TYPES)[number]
    readonly purpose: string
    readonly declared: (typeof DATA_CLASSES)[number]
    readonly at: number
  },
): boolean {
  return clients.some((client) => {
    const issuer = policy.issuers.find(({ id }) => id === client.issuer)!.issuer
    const principal = demoPrincipal({
      issuer,
      agency: cell.agency,
      unit: cell.unit,
      subjectType: cell.subjectType,
      client: client.id,
      roles: Object.keys(policy.roles),
      training: Object.fromEntries(Object.keys(policy.courses).map((id) => [id, '2026-10-01'])),
    })
    const facts = demoFacts(policy, cell.system, {
      principal,
      now: cell.at,
      purpose: { id: cell.purpose, source: 'stated' },
      dataClass: { declared: cell.declared, detected: 'public' },
      seats: { taken: 0, own: true },
    })
    return decide(policy, facts).kind === 'allow'
  })
}

const cases = PROFILES.flatMap((profile) => [
  [profile, 'as it ships', () => loadPolicy({ folder: `policies/${profile}` }), FACTS_NOW] as const,
  [profile, 'with the demo laid over it', () => loadDemoPolicy(profile), FACTS_NOW] as const,
  [
    profile,
    'in 2028',
    () => loadPolicy({ folder: `policies/${profile}` }),
    Date.parse('2028-01-03T12:00:00Z'),
  ] as const,
])

describe.each(cases)('%s %s', (profile, when, load, at) => {
  test('the printed list and the enforcer agree in every cell (MS-40, MO-36)', () => {
    const policy = load()
    const listed = approvedList(policy, at)
    let open = 0
    const wrong: unknown[] = []
    for (const { id: system } of policy.systems) {
      for (const { id: unit, agency } of policy.units.units) {
        for (const subjectType of SUBJECT_TYPES) {
          for (const purpose of Object.keys(policy.purposes)) {
            const lines = listed.filter(
              (use) =>
                use.system === system &&
                use.unit === unit &&
                use.subjectType === subjectType &&
                use.purpose === purpose,
            )
            for (const declared of DATA_CLASSES) {
              const says = lines.some((use) => DATA_CLASSES.indexOf(use.maxClass) >= DATA_CLASSES.indexOf(declared))
              const cell = { system, agency, unit, subjectType, purpose, declared, at }
              if (enforcerAllows(policy, policy.clients, cell) !== says) wrong.push({ ...cell, says })
              if (says) open++
            }
          }
        }
      }
    }
    expect(wrong.slice(0, 3)).toEqual([])
    if (when === 'in 2028') expect([profile, open]).toEqual([profile, 0])
    else expect(open).toBeGreaterThan(50)
  }, 60_000)
})

test('confidential data has no line in the Missouri list, and no publicly hosted system has one', () => {
  const policy = loadPolicy({ folder: 'policies/us-mo-modot' })
  expect(new Set(approvedList(policy, FACTS_NOW).map(({ maxClass }) => maxClass))).toEqual(new Set(['internal']))
  expect(policy.systems.filter(({ hosting }) => hosting === 'public')).toEqual([])
})
