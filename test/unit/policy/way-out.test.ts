import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DATA_CLASSES, DECISION_MODES } from '#src/core/decision.ts'
import { decide } from '#src/policy/decide.ts'
import type { Facts } from '#src/policy/facts.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { SUBJECT_TYPES } from '#src/policy/schema/terms.ts'
import { BRIEF, THOROUGH, wayOut } from '#src/policy/way-out.ts'
import { demoFacts, demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy, PROFILES } from '#test/support/policies.ts'

/** Facts of any kind of exchange, most of them refused for several reasons at once. */
function anyFacts(policy: PolicySet): fc.Arbitrary<Facts> {
  return fc
    .record({
      system: fc.constantFrom(...policy.systems),
      client: fc.constantFrom(...policy.clients.map(({ id }) => id), 'stranger'),
      subjectType: fc.constantFrom(...SUBJECT_TYPES),
      unit: fc.constantFrom(...policy.units.units.map(({ id }) => id)),
      purpose: fc.constantFrom(...Object.keys(policy.purposes), null, 'nonsense'),
      declared: fc.constantFrom(...DATA_CLASSES, null),
      mode: fc.constantFrom(...DECISION_MODES, null),
      assurance: fc.constantFrom(1, 2, 3),
      trained: fc.boolean(),
      entities: fc.constantFrom<Facts['entities']>({}, { us_ssn: 1 }, { email_address: 2, api_key: 1 }),
      unscannable: fc.constantFrom<readonly string[]>([], ['image']),
      fields: fc.constantFrom<readonly string[]>([], ['reasoning']),
      years: fc.constantFrom(0, 0, 0, 40),
      stopped: fc.boolean(),
    })
    .map((drawn) => {
      const agency = policy.units.units.find(({ id }) => id === drawn.unit)!.agency
      const client = policy.clients.find(({ id }) => id === drawn.client)
      const issuer = policy.issuers.find(({ id }) => id === client?.issuer) ?? policy.issuers[0]!
      const training = drawn.trained ? Object.fromEntries(drawn.system.training.map((id) => [id, '2026-11-01'])) : {}
      const principal = demoPrincipal({
        issuer: issuer.issuer,
        client: drawn.client,
        subjectType: drawn.subjectType,
        unit: drawn.unit,
        agency,
        assurance: drawn.assurance as 1 | 2 | 3,
        training,
      })
      return demoFacts(policy, drawn.system.id, {
        principal,
        now: FACTS_NOW + drawn.years * 365 * 86_400_000,
        purpose: { id: drawn.purpose, source: 'stated' },
        dataClass: { declared: drawn.declared, detected: 'public' },
        decisionMode: drawn.mode,
        entities: drawn.entities,
        unscannable: drawn.unscannable,
        fields: drawn.fields,
        suspensions: drawn.stopped ? [{ target: 'system', value: drawn.system.id }] : [],
      })
    })
}

describe.each(PROFILES)('%s', (profile) => {
  const policy = loadDemoPolicy(profile)

  test('whoever on staff is refused for up to three reasons learns of lawful steps that lead to allow', () => {
    fc.assert(
      fc.property(anyFacts(policy), (facts) => {
        const decision = decide(policy, facts)
        const steps = wayOut(policy, facts, THOROUGH)
        if (decision.kind === 'allow') {
          expect(steps).toEqual([])
          return
        }
        const refused = decision.steps.filter(({ result }) => result === 'refuse').map(({ rule }) => rule)
        if (steps !== null) expect(steps.length).toBeGreaterThan(0)
        const isStaff = facts.principal.subjectType === 'employee' || facts.principal.subjectType === 'contractor'
        // In forty years nothing on the list is approved any more, so there may be no system left to name.
        const isNow = facts.now === FACTS_NOW
        if (isNow && isStaff && refused.length <= 3 && !refused.includes('issuer-limit'))
          expect(steps, String(refused)).not.toBeNull()
      }),
      { numRuns: 300 },
    )
  })
})

const policy = loadDemoPolicy()
const trained = demoPrincipal()
const strict = { ...policy.systems.find(({ id }) => id === 'sandbox')!, assurance: 3 } as const

/** What is refused, the first step that is told, and the facts of whoever has taken it. */
const taken: readonly (readonly [string, Partial<Facts>, RegExp, Partial<Facts>])[] = [
  [
    'an untrained person',
    { principal: demoPrincipal({ training: {} }) },
    /^Complete what is missing of ai-foundations \(https:/,
    { principal: trained },
  ],
  [
    'a sign-in that is too weak',
    { principal: demoPrincipal({ assurance: 1 }), system: strict },
    /^Sign in again .* level 3/,
    { principal: demoPrincipal({ assurance: 3 }), system: strict },
  ],
  [
    'a purpose that isn’t granted',
    { purpose: { id: 'records-request', source: 'stated' } },
    /^Send AI-Purpose: draft-internal/,
    { purpose: { id: 'draft-internal', source: 'stated' } },
  ],
  ['content that can’t be read', { unscannable: ['image'] }, /^Send the content as text/, { unscannable: [] }],
  ['a field that isn’t granted', { fields: ['modalities'] }, /^Leave out: modalities/, { fields: [] }],
  [
    'a decision mode that isn’t granted',
    { decisionMode: 'decide' },
    /^Let a person decide, and send AI-Decision-Mode: none/,
    { decisionMode: 'none' },
  ],
]

test.each(taken)('the step that is told of %s leads to allow when it is taken', (_name, refusedFor, says, step) => {
  const facts = demoFacts(policy, 'sandbox', refusedFor)
  expect(decide(policy, facts).kind).toBe('refuse')
  expect(wayOut(policy, facts, BRIEF)?.[0]).toMatch(says)
  expect(decide(policy, { ...facts, ...step })).toMatchObject({ kind: 'allow' })
})

test('the model that is named instead of a stopped one answers', () => {
  const facts = demoFacts(policy, 'sandbox', { suspensions: [{ target: 'system', value: 'sandbox' }] })
  const step = wayOut(policy, facts, THOROUGH)![0]!
  const named = /"model": "([^"]+)"/.exec(step)?.[1]
  const { system, model } = policy.index.models[named!]!
  expect(decide(policy, { ...facts, system, model })).toMatchObject({ kind: 'allow' })
})

test('what the law bars has no way past it but another system', () => {
  const system = { ...policy.systems[0]!, prohibitedBy: 'barred' }
  const steps = wayOut(policy, demoFacts(policy, system.id, { system }), THOROUGH)
  expect(steps?.[0] ?? '"model"').toMatch(/"model"|instead of/)
})
