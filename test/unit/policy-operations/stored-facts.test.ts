import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#src/core/canonical-json.ts'
import { DATA_CLASSES, DECISION_MODES } from '#src/core/decision.ts'
import { compilePolicy } from '#src/policy/compile.ts'
import { decide } from '#src/policy/decide.ts'
import type { Documents } from '#src/policy/documents.ts'
import type { Facts } from '#src/policy/facts.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { SUBJECT_TYPES, WIRE_IDS } from '#src/policy/schema/terms.ts'
import { restoreFacts, type StoredFacts, storeFacts, transferFacts } from '#src/policy/stored-facts.ts'
import { archivePolicy, restorePolicy } from '#src/policy-operations/archive.ts'
import { explainRecord } from '#src/policy-operations/explain-record.ts'
import { replay } from '#src/policy-operations/replay.ts'
import { changed } from '#test/support/changed-policy.ts'
import { demoFacts, demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy, PROFILES } from '#test/support/policies.ts'
import { policyFolder } from '#test/support/policy-folder.ts'

const policy = loadDemoPolicy()

/** A shipped profile with the demo over it, in which models have successors and a licence counts seats. */
function bedOf(profile: (typeof PROFILES)[number]) {
  const documents = structuredClone(loadDemoPolicy(profile).documents) as Documents
  for (const { models, licence } of documents.catalog.systems) {
    models[0]!.successor = { upstreamModel: 'the-next', from: '2026-11-20', by: 'cto', reference: 'in writing' }
    if (licence !== undefined) licence.seats = 2
  }
  const whole = compilePolicy(documents)
  return { profile, policy: whole, archived: restorePolicy(archivePolicy(whole), whole.digest), facts: factsOf(whole) }
}

function factsOf(of: PolicySet): fc.Arbitrary<Facts> {
  const { agencies, units } = of.units
  return fc
    .record({
      system: fc.constantFrom(...of.systems),
      model: fc.nat(4),
      wire: fc.constantFrom(...WIRE_IDS),
      subjectType: fc.constantFrom(...SUBJECT_TYPES),
      client: fc.constantFrom('statehouse-demo', 'app-benefits', 'app-public', 'nobody’s'),
      unit: fc.constantFrom(...units.map(({ id }) => id), 'elsewhere'),
      roles: fc.subarray(['staff', 'communications', 'hr', 'security-officer', 'unknown']),
      assurance: fc.constantFrom(1, 2, 3) as fc.Arbitrary<1 | 2 | 3>,
      training: fc.constantFrom(
        {},
        { 'ai-foundations': '2026-10-01' },
        { 'ai-foundations': '2025-11-20', 'data-classification': '2026-01-01' },
      ),
      purpose: fc.constantFrom(null, ...Object.keys(of.purposes), 'An invented purpose'),
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
        { target: 'unit', value: units[0]!.id, reason: 'an inquiry' },
        { target: 'purpose', value: 'summarise' },
      ] as const),
      uses: fc.option(fc.subarray([...of.acceptableUse.rules.map(({ id }) => id), 'none']), { nil: undefined }),
      seats: fc.option(fc.record({ taken: fc.nat(3), own: fc.boolean() }), { nil: undefined }),
      classCeiling: fc.constantFrom(undefined, null, ...DATA_CLASSES),
      now: fc.integer({ min: FACTS_NOW - 1e11, max: FACTS_NOW + 1e11 }),
    })
    .filter(({ purpose, source }) => purpose !== null || source !== 'stated')
    .map(({ system, model: at, subjectType, client, unit, roles, assurance, training, ...rest }) => {
      const { purpose, source, declared, detected, uses, seats, classCeiling, ...own } = rest
      const model = system.models[at % system.models.length]!
      const next = of.index.successors[`${system.id} ${model.id}`]
      return demoFacts(of, system.id, {
        ...own,
        ...(uses && { uses }),
        ...(seats && { seats }),
        ...(classCeiling !== undefined && { classCeiling }),
        model: next !== undefined && own.now >= next.from ? next.model : model,
        principal: demoPrincipal({ subjectType, client, agency: agencies[0]!.id, unit, roles, assurance, training }),
        purpose: { id: purpose, source },
        dataClass: { declared, detected },
      })
    })
}

const BEDS = PROFILES.map(bedOf)

/** Through JSON, as a record holds it. */
const kept = (facts: Facts, of = policy): StoredFacts => JSON.parse(canonicalJson(storeFacts(of, facts))) as StoredFacts

test.each(BEDS)(
  'any decision under $profile is made again, byte for byte, from the archived policy and the stored facts (MS-55)',
  (bed) => {
    fc.assert(
      fc.property(bed.facts, (facts) => {
        const restored = restoreFacts(bed.archived, kept(facts, bed.policy))!
        expect(canonicalJson(decide(bed.archived, restored))).toBe(canonicalJson(decide(bed.policy, facts)))
        expect(restored.model).toEqual(facts.model)
      }),
      { numRuns: 500 },
    )
  },
)

test('where rows stand in files is no part of an archived policy, and no decision knows it', () => {
  const { policy: whole, archived, facts } = BEDS[0]!
  const placed = { ...archived, places: { 'catalog.systems.sandbox': 'elsewhere.yaml:7' } }
  expect([archived.places, whole.digest]).toEqual([{}, archived.digest])
  fc.assert(fc.property(facts, (one) => canonicalJson(decide(placed, one)) === canonicalJson(decide(archived, one))))
})

test('what is harmless isn’t stored, and of a suspension only what it stops and why', () => {
  const plain = kept(demoFacts(policy, 'sandbox', { uses: [], classCeiling: null }))
  expect(Object.keys(plain).sort()).toEqual(['attended', 'model', 'now', 'principal', 'purpose', 'system', 'wire'])
  const row = { id: 's1', target: 'all', value: '', reason: 'an inquiry', by: 'os:officer', at: '2026-11-22' } as const
  const stopped = kept(
    demoFacts(policy, 'sandbox', {
      suspensions: [row],
      uses: ['games'],
      seats: { taken: 1, own: false },
      classCeiling: 'public',
    }),
  )
  expect(stopped).toMatchObject({ uses: ['games'], seats: { taken: 1, own: false }, classCeiling: 'public' })
  expect(stopped.suspensions).toEqual([{ target: 'all', value: '', reason: 'an inquiry' }])
  expect(stopped.more).toBeUndefined()
})

test.each(BEDS)('what isn’t stored of a person decides nothing ($profile)', (bed) => {
  const unknown = { email: null, tokenId: '', issuedAt: 0, expiresAt: 0 }
  fc.assert(
    fc.property(bed.facts, (facts) => {
      const without = { ...facts, principal: { ...facts.principal, ...unknown } }
      expect(canonicalJson(decide(bed.policy, without))).toBe(canonicalJson(decide(bed.policy, facts)))
    }),
  )
})

test('no e-mail address and no text of a caller’s is among the stored facts', () => {
  const facts = demoFacts(policy, 'sandbox', { purpose: { id: 'My number is 078-05-1120', source: 'stated' } })
  expect(canonicalJson(kept(facts))).not.toMatch(/@|078-05/)
})

test.each(BEDS)('facts under the same policy ($profile) transfer to themselves', (bed) => {
  fc.assert(
    fc.property(
      bed.facts.filter(
        ({ purpose, model, system, wire }) =>
          purpose.source === 'stated' && (model.wires ?? system.upstream.wires).includes(wire),
      ),
      (facts) => {
        const transferred = transferFacts(bed.policy, kept(facts, bed.policy))
        expect('code' in transferred ? null : canonicalJson(decide(bed.policy, transferred))).toBe(
          canonicalJson(decide(bed.policy, facts)),
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

test('a replay finds what a change in a layer turns', () => {
  const copy = policyFolder()
  copy.edit('classes.yaml', 'default: internal', 'default: regulated')
  const candidate = loadDemoPolicy('us-ms-its', copy.folder)
  const declared = demoFacts(policy, 'sandbox', { dataClass: { declared: 'public', detected: 'public' } })
  expect(replay(candidate, [record('r1', demoFacts(policy, 'sandbox')), record('r2', declared)])).toMatchObject({
    replayed: 2,
    rows: [{ direction: 'allow→refuse', code: 'data_class_not_permitted', samples: ['r1'] }],
  })
  copy.remove()
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
      operator: 'warn',
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
