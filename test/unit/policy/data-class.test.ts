import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DATA_CLASSES, type DataClass, higherClass } from '#src/core/decision.ts'
import { effectiveClass, floorOf } from '#src/policy/data-class.ts'
import { decide } from '#src/policy/decide.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { demoFacts, demoPrincipal } from '#test/support/facts.ts'
import { copyFolder, loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const sandbox = policy.systems.find(({ id }) => id === 'sandbox')!
const open = policy.systems.find(({ hosting }) => hosting === 'public')!

type Row = readonly [
  what: string,
  declared: DataClass | null,
  detected: DataClass,
  entities: Readonly<Record<string, number>>,
  floor: DataClass,
  hosting: 'own' | 'public',
  becomes: string,
]
const rows: readonly Row[] = [
  ['nothing said, nothing found', null, 'public', {}, 'public', 'own', 'internal default'],
  [
    'declared higher than found',
    'confidential',
    'internal',
    { email_address: 1 },
    'public',
    'own',
    'confidential declared',
  ],
  ['declared public, nothing found', 'public', 'public', {}, 'public', 'own', 'public declared'],
  ['a finding that is redacted away', 'public', 'confidential', { us_ssn: 1 }, 'public', 'own', 'public declared'],
  [
    'the same where hosting is public',
    'public',
    'confidential',
    { us_ssn: 1 },
    'public',
    'public',
    'confidential detected',
  ],
  ['a marking, which nothing redacts', 'public', 'confidential', {}, 'public', 'own', 'confidential detected'],
  ['a marking above what is redacted', 'public', 'regulated', { us_ssn: 1 }, 'public', 'own', 'regulated detected'],
  ['a data set of a higher class', 'public', 'public', {}, 'confidential', 'own', 'confidential dataset'],
  ['a data set of a lower class', 'confidential', 'public', {}, 'internal', 'own', 'confidential declared'],
  ['a data set below a marking', null, 'regulated', {}, 'confidential', 'own', 'regulated detected'],
  [
    'a data set, and a finding that is redacted away',
    'public',
    'confidential',
    { us_ssn: 1 },
    'internal',
    'own',
    'internal dataset',
  ],
]

test.each(rows)('%s', (_what, declared, detected, entities, floor, hosting, becomes) => {
  const system = hosting === 'public' ? open : sandbox
  const { dataClass, from } = effectiveClass(
    policy,
    { system, principal: demoPrincipal(), entities, dataClass: { declared, detected } },
    floor,
  )
  expect(`${dataClass} ${from}`).toBe(becomes)
})

const anyClass = fc.constantFrom(...DATA_CLASSES)

test('the class is never below what was declared, nor below the floor of a data set', () => {
  const entities = fc.dictionary(fc.constantFrom('us_ssn', 'email_address', 'new_kind'), fc.nat({ max: 2 }))
  fc.assert(
    fc.property(anyClass, anyClass, anyClass, entities, (declared, detected, floor, found) => {
      for (const system of [sandbox, open]) {
        const facts = { system, principal: demoPrincipal(), entities: found, dataClass: { declared, detected } }
        const { dataClass } = effectiveClass(policy, facts, floor)
        expect(higherClass(dataClass, declared)).toBe(dataClass)
        expect(higherClass(dataClass, floor)).toBe(dataClass)
        if (system === open) expect(higherClass(dataClass, detected)).toBe(dataClass)
      }
    }),
  )
})

test('the floor is the highest of what system, app and purpose draw on', () => {
  const none = { floor: 'public' } as const
  expect(floorOf(none, null, null)).toBe('public')
  expect(floorOf({ floor: 'internal' }, { floor: 'confidential' }, none)).toBe('confidential')
  expect(floorOf(none, none, { floor: 'regulated' })).toBe('regulated')
})

test('an app that works with confidential files is held to that, whatever it declares (MS-58, MO-38)', () => {
  const copy = copyFolder('policies/us-mo-modot')
  copy.change('clients.yaml', 'datasets: [right-of-way-parcels]', 'datasets: [crash-reports]')
  const changed = loadPolicy({ folder: copy.folder })
  copy.remove()
  const ask = (from: typeof changed) => {
    const principal = demoPrincipal({
      issuer: from.issuers[0]!.issuer,
      agency: 'MO-DOT',
      unit: 'RIGHT-OF-WAY',
      client: 'a5f30e91-7c24-4b68-95d2-e1b84f06c37d',
    })
    return decide(
      from,
      demoFacts(from, 'oa-assistant', { principal, dataClass: { declared: 'public', detected: 'public' } }),
    )
  }
  expect(ask(loadPolicy({ folder: 'policies/us-mo-modot' })).kind).toBe('allow')
  expect(ask(changed)).toMatchObject({
    refusal: {
      code: 'data_class_not_permitted',
      clause: 'MO-38',
      detail: expect.stringContaining('confidential (dataset)'),
    },
  })
})
