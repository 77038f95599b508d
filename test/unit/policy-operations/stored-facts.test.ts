import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#src/core/canonical-json.ts'
import { DATA_CLASSES, DECISION_MODES } from '#src/core/decision.ts'
import { decide } from '#src/policy/decide.ts'
import type { Facts } from '#src/policy/facts.ts'
import { SUBJECT_TYPES, WIRE_IDS } from '#src/policy/schema/terms.ts'
import { restoreFacts, type StoredFacts, storeFacts, transferFacts } from '#src/policy/stored-facts.ts'
import { archivePolicy, restorePolicy } from '#src/policy-operations/archive.ts'
import { explainRecord } from '#src/policy-operations/explain-record.ts'
import { replay } from '#src/policy-operations/replay.ts'
import { changed } from '#test/support/changed-policy.ts'
import { demoFacts, demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const archived = restorePolicy(archivePolicy(policy), policy.digest)

const someFacts: fc.Arbitrary<Facts> = fc
  .record({
    system: fc.constantFrom(...policy.systems),
    model: fc.nat(4),
    wire: fc.constantFrom(...WIRE_IDS),
    subjectType: fc.constantFrom(...SUBJECT_TYPES),
    client: fc.constantFrom('statehouse-demo', 'app-benefits', 'app-public', 'nobody’s'),
    unit: fc.constantFrom('ITS-APPDEV', 'ITS-HR', 'ITS-LEGAL', 'elsewhere'),
    assurance: fc.constantFrom(1, 2, 3) as fc.Arbitrary<1 | 2 | 3>,
    training: fc.constantFrom(
      {},
      { 'ai-foundations': '2026-10-01' },
      { 'ai-foundations': '2025-11-20', 'data-classification': '2026-01-01' },
    ),
    purpose: fc.constantFrom(null, ...Object.keys(policy.purposes), 'An invented purpose'),
    source: fc.constantFrom('stated', 'app-default', 'profile-default') as fc.Arbitrary<Facts['purpose']['source']>,
    declared: fc.constantFrom(null, ...DATA_CLASSES),
    detected: fc.constantFrom(...DATA_CLASSES),
    decisionMode: fc.constantFrom(null, ...DECISION_MODES),
    entities: fc.dictionary(fc.constantFrom('us_ssn', 'email_address', 'unknown_kind'), fc.nat(2)),
    unscannable: fc.subarray(['image', 'tokens']),
    fields: fc.subarray(['logit_bias', 'seed']),
    attended: fc.boolean(),
    suspensions: fc.subarray([
      { target: 'all', value: '' },
      { target: 'unit', value: 'ITS-HR' },
    ] as const),
    now: fc.integer({ min: FACTS_NOW - 1e11, max: FACTS_NOW + 1e11 }),
  })
  .filter(({ purpose, source }) => purpose !== null || source !== 'stated')
  .map(
    ({ system, model, subjectType, client, unit, assurance, training, purpose, source, declared, detected, ...rest }) =>
      demoFacts(policy, system.id, {
        ...rest,
        model: system.models[model % system.models.length]!,
        principal: demoPrincipal({ subjectType, client, unit, assurance, training }),
        purpose: { id: purpose, source },
        dataClass: { declared, detected },
      }),
  )

/** Through JSON, as a record holds it. */
const kept = (facts: Facts): StoredFacts => JSON.parse(canonicalJson(storeFacts(policy, facts))) as StoredFacts

test('any decision is made again, byte for byte, from the archived policy and the stored facts (MS-55)', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const again = decide(archived, restoreFacts(archived, kept(facts))!)
      expect(canonicalJson(again)).toBe(canonicalJson(decide(policy, facts)))
    }),
    { numRuns: 500 },
  )
})

test('what isn’t stored of a person is never looked at by a decision', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const hidden = new Set(['email', 'tokenId', 'issuedAt', 'expiresAt'])
      const principal = new Proxy(facts.principal, {
        get(target, name) {
          if (hidden.has(String(name))) throw new Error(`a check looks at ${String(name)}, which no record keeps`)
          return Reflect.get(target, name) as unknown
        },
      })
      decide(policy, { ...facts, principal })
    }),
  )
})

test('no e-mail address and no text of a caller’s is among the stored facts', () => {
  const facts = demoFacts(policy, 'sandbox', { purpose: { id: 'My number is 078-05-1120', source: 'stated' } })
  expect(canonicalJson(kept(facts))).not.toMatch(/@|078-05/)
})

test('facts under the same policy transfer to themselves', () => {
  fc.assert(
    fc.property(
      someFacts.filter(
        ({ purpose, model, system, wire }) =>
          purpose.source === 'stated' && (model.wires ?? system.upstream.wires).includes(wire),
      ),
      (facts) => {
        const transferred = transferFacts(policy, kept(facts))
        expect('code' in transferred ? null : canonicalJson(decide(policy, transferred))).toBe(
          canonicalJson(decide(policy, facts)),
        )
      },
    ),
  )
})

const record = (ref: string, facts: Facts) => {
  const decision = decide(policy, facts)
  const own = decision.kind === 'allow' ? { rule: decision.rule } : { refusal: { code: decision.refusal.code } }
  return { ref, meta: Buffer.from(canonicalJson({ facts: storeFacts(policy, facts), ...own })) }
}

test('a replay counts what a candidate turns, by department and purpose, with records to look at (MS-65)', () => {
  const candidate = changed(policy, (copy) => {
    copy.purposes['coding']!.subjectTypes = ['contractor']
    copy.systems.find(({ id }) => id === 'sandbox')!.training = []
  })
  const coding = demoFacts(policy, 'sandbox', { purpose: { id: 'coding', source: 'stated' } })
  const untrained = demoFacts(policy, 'sandbox', { principal: demoPrincipal({ training: {} }) })
  const report = replay(candidate, [
    record('r1', coding),
    record('r2', coding),
    record('r3', untrained),
    record('r4', demoFacts(policy, 'sandbox')),
    { ref: 'r5', meta: Buffer.from('{"refusal":{"code":"system_not_approved"}}') },
    { ref: 'r6', meta: null },
  ])
  expect(report).toMatchObject({ replayed: 4, withoutFacts: 1, destroyed: 1, allowToRefuse: 2, refuseToAllow: 1 })
  expect(report.rows).toEqual([
    {
      direction: 'allow→refuse',
      agency: 'MS-ITS',
      unit: 'ITS-APPDEV',
      purpose: 'coding',
      code: 'purpose_not_permitted',
      count: 2,
      samples: ['r1', 'r2'],
    },
    {
      direction: 'refuse→allow',
      agency: 'MS-ITS',
      unit: 'ITS-APPDEV',
      purpose: 'draft-internal',
      code: 'training_required',
      count: 1,
      samples: ['r3'],
    },
  ])
})

test('a system that the candidate doesn’t list is refused there, and a raised class is weighed by the candidate’s own rules', () => {
  const without = changed(policy, (copy) => {
    for (const name of Object.keys(copy.index.models)) if (name.startsWith('sandbox/')) delete copy.index.models[name]
  })
  expect(replay(without, [record('r1', demoFacts(policy, 'sandbox'))]).rows).toMatchObject([
    { code: 'system_not_approved' },
  ])
  const stricter = changed(policy, (copy) => {
    copy.redaction.entities['email_address'] = {
      ...copy.redaction.entities['email_address']!,
      operator: 'flag',
      restorable: false,
      raisesTo: 'regulated',
    }
  })
  const facts = demoFacts(policy, 'sandbox', {
    entities: { email_address: 1 },
    dataClass: { declared: null, detected: 'internal' },
  })
  expect(replay(stricter, [record('r1', facts)]).rows).toMatchObject([
    { direction: 'allow→refuse', code: 'data_class_not_permitted' },
  ])
})

test('a record that says otherwise than its facts is found out', () => {
  const facts = demoFacts(policy, 'sandbox')
  const { meta } = record('r1', facts)
  const sound = JSON.parse(meta.toString()) as { facts: StoredFacts; rule: string }
  expect(explainRecord(policy, sound)).toMatchObject({ kind: 'decided', differences: [] })
  expect(explainRecord(policy, { ...sound, rule: 'grant:another' })).toMatchObject({
    differences: [expect.stringContaining('grant:another')],
  })
  expect(explainRecord(policy, {})).toEqual({ kind: 'no-facts' })
  const altered = Buffer.from(archivePolicy(policy).toString().replace('1000', '2000'))
  expect(() => restorePolicy(altered, policy.digest)).toThrow(/altered/)
})
