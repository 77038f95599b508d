import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DATA_CLASSES, type DataClass, DECISION_MODES } from '#src/core/decision.ts'
import type { SubjectType } from '#src/core/principal.ts'
import { decide } from '#src/policy/decide.ts'
import type { CatalogSystem } from '#src/policy/policy-set.ts'
import { SUBJECT_TYPES } from '#src/policy/schema/terms.ts'
import { demoFacts, demoPrincipal } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const units = policy.units.units.map(({ id }) => id)
const purposes = Object.keys(policy.purposes)
const CLIENT_OF: Record<SubjectType, string> = {
  employee: 'statehouse-demo',
  contractor: 'statehouse-demo',
  guest: 'statehouse-demo',
  public: 'statehouse-demo',
  service: 'app-benefits',
}

/** The catalog read as the table that officials sign: may this cell be used? */
function tableSays(
  system: CatalogSystem,
  subjectType: SubjectType,
  unit: string,
  purpose: string,
  dataClass: DataClass,
): boolean {
  if (!system.routable || system.approval.status !== 'active') return false
  if (!policy.purposes[purpose]!.subjectTypes.includes(subjectType)) return false
  const client = policy.clients.find(({ id }) => id === CLIENT_OF[subjectType])!
  if (client.purposes !== undefined && !client.purposes.includes(purpose)) return false
  const ceiling = system.hosting === 'public' ? 'public' : 'regulated'
  if (DATA_CLASSES.indexOf(dataClass) > DATA_CLASSES.indexOf(ceiling)) return false
  for (const grant of system.grants) {
    const place =
      (grant.units === undefined || grant.units.includes(unit)) &&
      (grant.agencies === undefined || grant.agencies.includes('MS-ITS'))
    const app = grant.clients === undefined || grant.clients.includes(client.id)
    const reach = DATA_CLASSES.slice(0, DATA_CLASSES.indexOf(grant.maxClass) + 1).includes(dataClass)
    const mode =
      DECISION_MODES.indexOf(policy.purposes[purpose]!.decisionMode) <= DECISION_MODES.indexOf(grant.maxDecisionMode)
    if (place && app && reach && mode && grant.subjectTypes.includes(subjectType) && grant.purposes.includes(purpose))
      return true
  }
  return false
}

test('every cell of system × unit × subject type × purpose × class is decided as the catalog’s table says (MS-40)', () => {
  let allowed = 0
  for (const system of policy.systems) {
    for (const subjectType of SUBJECT_TYPES) {
      for (const unit of units) {
        const principal = demoPrincipal({ subjectType, unit, client: CLIENT_OF[subjectType] })
        for (const purpose of purposes) {
          for (const declared of DATA_CLASSES) {
            const facts = demoFacts(policy, system.id, {
              principal,
              purpose: { id: purpose, source: 'stated' },
              dataClass: { declared, detected: 'public' },
            })
            const expected = tableSays(system, subjectType, unit, purpose, declared)
            const decision = decide(policy, facts)
            if ((decision.kind === 'allow') !== expected)
              expect({ cell: [system.id, subjectType, unit, purpose, declared], decision }).toEqual(expected)
            if (expected) allowed++
          }
        }
      }
    }
  }
  expect(allowed).toBeGreaterThan(100)
})

const anyFacts = fc
  .record({
    system: fc.constantFrom(...policy.systems),
    subjectType: fc.constantFrom(...SUBJECT_TYPES),
    unit: fc.constantFrom(...units),
    client: fc.constantFrom('statehouse-demo', 'app-benefits', 'app-public', 'nobody'),
    assurance: fc.constantFrom(1, 2, 3),
    purpose: fc.constantFrom(...purposes, 'unknown', null),
    declared: fc.constantFrom(...DATA_CLASSES, null),
    detected: fc.constantFrom(...DATA_CLASSES),
    mode: fc.constantFrom(...DECISION_MODES, null),
    entities: fc.dictionary(fc.constantFrom('us_ssn', 'email_address', 'api_key', 'passport'), fc.nat({ max: 2 })),
    unscannable: fc.subarray(['image', 'tokens']),
    suspended: fc.boolean(),
  })
  .map((one) =>
    demoFacts(policy, one.system.id, {
      principal: demoPrincipal({
        subjectType: one.subjectType,
        unit: one.unit,
        client: one.client,
        assurance: one.assurance as 1 | 2 | 3,
      }),
      purpose: { id: one.purpose, source: one.purpose === null ? 'profile-default' : 'stated' },
      dataClass: { declared: one.declared, detected: one.detected },
      decisionMode: one.mode,
      entities: one.entities,
      unscannable: one.unscannable,
      suspensions: one.suspended ? [{ target: 'system', value: 'sandbox' }] : [],
    }),
  )

test('every check answers every case, and an allowed one has no refusing step', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const decision = decide(policy, facts)
      expect(decision.steps.length).toBe(18)
      const refusing = decision.steps.filter(({ result }) => result === 'refuse')
      if (decision.kind === 'allow') expect(refusing).toEqual([])
      else expect(decision.refusal.rule).toBe(refusing[0]!.rule)
      for (const step of decision.steps)
        expect(step.clauses.every((clause) => /^(MS|MO)-\d\d$/.test(clause)) && step.why.endsWith('.')).toBe(true)
    }),
  )
})

test('the order of grants never matters, and facts give the same answer each time', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const turned = { ...facts, system: { ...facts.system, grants: facts.system.grants.toReversed() } }
      const code = (one: typeof facts) => {
        const decision = decide(policy, one)
        return decision.kind === 'allow' ? 'allow' : decision.refusal.code
      }
      expect(code(turned)).toBe(code(facts))
      expect(decide(policy, facts)).toEqual(decide(policy, facts))
    }),
  )
})

test('more found in the content, or a higher class declared, never opens anything', () => {
  fc.assert(
    fc.property(anyFacts, fc.constantFrom(...DATA_CLASSES), (facts, higher) => {
      if (decide(policy, facts).kind === 'allow') return
      const declared = facts.dataClass.declared ?? policy.classes.default
      const raised = DATA_CLASSES.indexOf(higher) > DATA_CLASSES.indexOf(declared) ? higher : declared
      expect(decide(policy, { ...facts, dataClass: { ...facts.dataClass, declared: raised } }).kind).toBe('refuse')
      expect(
        decide(policy, { ...facts, entities: { ...facts.entities, us_ssn: 5 } }).kind === 'refuse' ||
          facts.dataClass.detected !== 'public',
      ).toBe(true)
      expect(decide(policy, { ...facts, unscannable: [...facts.unscannable, 'file'] }).kind).toBe('refuse')
      expect(decide(policy, { ...facts, suspensions: [...facts.suspensions, { target: 'all', value: '' }] }).kind).toBe(
        'refuse',
      )
    }),
  )
})

test('nothing but public data without findings reaches a publicly hosted system, whatever the catalog says (MS-29)', () => {
  const open = policy.systems.find(({ hosting }) => hosting === 'public')!
  const widened = { ...open, grants: open.grants.map((grant) => ({ ...grant, maxClass: 'regulated' as const })) }
  const facts = demoFacts(policy, open.id, {
    purpose: { id: 'research', source: 'stated' },
    dataClass: { declared: 'public', detected: 'public' },
  })
  expect(decide(policy, { ...facts, system: widened }).kind).toBe('allow')
  for (const declared of ['internal', 'confidential', 'regulated', null] as const) {
    expect(decide(policy, { ...facts, system: widened, dataClass: { declared, detected: 'public' } })).toMatchObject({
      refusal: { code: 'data_class_not_permitted' },
    })
  }
  for (const entity of [...Object.keys(policy.redaction.entities), 'anything_new']) {
    expect(decide(policy, { ...facts, system: widened, entities: { [entity]: 1 } })).toMatchObject({
      refusal: { code: 'data_class_not_permitted' },
    })
  }
})

test('a prohibited technology is refused before anything else is asked, should one ever be in the catalog (MS-18)', () => {
  const facts = demoFacts(policy, 'sandbox', { suspensions: [{ target: 'all', value: '' }] })
  const decision = decide(policy, { ...facts, system: { ...facts.system, prohibitedBy: 'example-foreign-assistant' } })
  expect(decision).toMatchObject({ kind: 'refuse', refusal: { code: 'prohibited_technology', clause: 'MS-18' } })
})
