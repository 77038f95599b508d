import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DATA_CLASSES, DECISION_MODES } from '#src/core/decision.ts'
import { compilePolicy } from '#src/policy/compile.ts'
import { decide } from '#src/policy/decide.ts'
import type { Document } from '#src/policy/documents.ts'
import type { Facts } from '#src/policy/facts.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { narrowSystem } from '#src/policy/narrow.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { narrowingSchema } from '#src/policy/schema/narrowing.ts'
import { demoFacts, demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { type ChangedFolder, copyFolder, loadDemoPolicy, problemsOf } from '#test/support/policies.ts'

type System = Document<'catalog'>['systems'][number]
type Grant = System['grants'][number]

describe('the loader refuses whatever an agency would have more of than the State (MS-56)', () => {
  let copy: ChangedFolder
  beforeEach(() => {
    copy = copyFolder('policies/us-mo-modot')
  })
  afterEach(() => copy.remove())
  const said = (): string[] =>
    problemsOf(() => loadPolicy({ folder: copy.folder })).map(({ problem, mend }) => `${problem}; ${mend}`)

  const first =
    '        purposes: [draft-internal, draft-public, summarise, translate, research]\n        maxClass: internal\n'
  test.each([
    ['a higher class', first, first.replace('internal\n', 'confidential\n'), /class confidential/],
    ['another purpose', first, first.replace('research]', 'research, case-support]'), /purposes case-support/],
    [
      'other people',
      'subjectTypes: [employee, contractor]\n',
      'subjectTypes: [employee, guest]\n',
      /subjectTypes guest/,
    ],
    ['a higher decision mode', 'maxDecisionMode: inform', 'maxDecisionMode: recommend', /decision mode recommend/],
    ['a later end', '    decisions:\n', '    expires: 2027-12-01\n    decisions:\n', /later than the State’s/],
    [
      'more fields',
      '    decisions:\n',
      '    fields: { openai.chat: [web_search_options] }\n    decisions:\n',
      /opens fields/,
    ],
    ['a weaker sign-in', '    decisions:\n', '    assurance: 1\n    decisions:\n', /lower than the State’s/],
    ['unread content', '    decisions:\n', '    unscannable: flag\n    decisions:\n', /laxer than the State’s/],
    [
      'a role that needn’t be held',
      'roles: [communications]\n        purposes: [mass',
      'roles: [staff]\n        purposes: [mass',
      /grants more than 'oa-assistant'/,
    ],
  ] as const)('%s', (_name, from, to, says) => {
    copy.change('catalog.yaml', from, to)
    expect(said().join('\n')).toMatch(says)
    expect(said().join('\n')).toContain('an agency may narrow, never widen (MS-56)')
  })

  test('a system of no layer can’t be narrowed, nor can a profile bring a system of a layer’s name', () => {
    copy.change('catalog.yaml', 'narrowed:\n  - id: oa-assistant', 'narrowed:\n  - id: highway-casework')
    expect(said().join('\n')).toContain("no layer beneath has a system 'highway-casework'")
    copy.change('catalog.yaml', 'systems:\n  - id: highway-casework', 'systems:\n  - id: oa-assistant')
    expect(said().join('\n')).toContain("'oa-assistant' stands in a layer already")
  })

  test('an agency can’t approve for the State, nor the State’s list carry an agency’s own', () => {
    copy.change('catalog.yaml', 'approvedBy: modot\n    series', 'approvedBy: oa\n    series')
    copy.change('catalog.yaml', '    approvedBy: oa\n    vendorPromise', '    approvedBy: modot\n    vendorPromise')
    expect(said().join('\n')).toContain("'oa' approves for all agencies")
    expect(said().join('\n')).toContain("'modot' approves for its agency only")
  })

  test('a model of the State’s can’t be listed again as the agency’s own', () => {
    copy.change('catalog.yaml', 'upstreamModel: gravel-case-70b', 'upstreamModel: ozark-large-2026-09')
    copy.change('catalog.yaml', 'origin: https://llm.modot.mo.gov', 'origin: https://ai.ozark-gov.example')
    expect(said().join('\n')).toContain("this is the State’s system 'oa-assistant'; make less of it under narrowed")
  })

  test('nor as what takes the place of the agency’s own on some day, nor by another spelling of its host', () => {
    copy.change(
      'catalog.yaml',
      'upstreamModel: gravel-case-70b',
      'upstreamModel: gravel-case-70b, successor: { upstreamModel: ozark-large-2026-09, from: 2027-01-04, by: cto, reference: R-1 }',
    )
    copy.change('catalog.yaml', 'origin: https://llm.modot.mo.gov', 'origin: https://ai.ozark-gov.example.')
    expect(said().join('\n')).toContain("this is the State’s system 'oa-assistant'; make less of it under narrowed")
  })

  test('a prohibited technology beats the State’s entry and the agency’s', () => {
    copy.change('catalog.yaml', 'families: [ozark-large]', 'families: [examplefam]')
    expect(said().join('\n')).toContain('no approval or exception lifts the ban')
  })

  test('look-ups by an identifier are given by the base, and a profile has them as far', () => {
    const lookup = (kinds: string, perHour: number): string =>
      `\nlookup: { roles: [records-officer], entities: [${kinds}], perHour: ${perHour}, clauses: [MO-19] }\n`
    const own = readFileSync(join(copy.folder, 'access.yaml'), 'utf8')
    copy.write('access.yaml', own + lookup('us_ssn', 5))
    expect(problemsOf(() => loadPolicy({ folder: copy.folder })).map(({ problem }) => problem)).toEqual([
      expect.stringContaining('records-officer may more'),
      expect.stringContaining('us_ssn may more'),
      expect.stringContaining('a look-up may more'),
    ])
    const base = readFileSync(join(copy.folder, '../base/access.yaml'), 'utf8')
    copy.write('../base/access.yaml', base + lookup('us_ssn, vin', 20))
    expect(loadPolicy({ folder: copy.folder }).access.lookup?.perHour).toBe(5)
    copy.write('access.yaml', own + lookup('us_ssn, mo_dcn', 21))
    expect(problemsOf(() => loadPolicy({ folder: copy.folder }))).toHaveLength(2)
  })

  test('access can be taken from the base’s, and not given', () => {
    copy.change('access.yaml', 'roles: [records-officer, attorney, auditor]', 'roles: [records-officer, hr]')
    copy.change('access.yaml', 'noContent: { roles: [cto]', 'noContent: { roles: []')
    copy.change('access.yaml', 'units: [CCO], purposes: [legal-advice]', 'units: [CCO], purposes: []')
    copy.change(
      'access.yaml',
      'proof: { own: true, roles: [auditor, records-officer]',
      'proof: { own: true, roles: [hr]',
    )
    expect(said()).toEqual([
      expect.stringMatching(/^hr may more than .*base\/access\.yaml gives/),
      expect.stringMatching(/^hr may more than/),
      expect.stringMatching(/^whoever looks for ‘legal-advice’ may more than/),
      expect.stringMatching(/^cto may more than/),
    ])
  })
})

const policy = loadDemoPolicy('us-mo-modot')
const UNITS = ['IS', 'CCO', 'TRAFFIC']
const PURPOSES = ['draft-internal', 'summarise', 'coding', 'case-support']
const ROLES = ['staff', 'communications', 'attorney']
const some = <T>(items: readonly T[]) => fc.subarray([...items], { minLength: 1 })
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

/** A grant without keys that are undefined. */
const anyGrant: fc.Arbitrary<Grant> = fc
  .record({
    units: maybe(some(UNITS)),
    roles: maybe(some(ROLES)),
    clients: maybe(some(['statehouse-demo', 'app-benefits'])),
    subjectTypes: some(['employee', 'contractor', 'service'] as const),
    purposes: some(PURPOSES),
    maxClass: fc.constantFrom(...DATA_CLASSES),
    maxDecisionMode: fc.constantFrom('none', 'inform', 'recommend' as const),
    clauses: fc.constant(['MO-36']),
  })
  .map((grant) => JSON.parse(JSON.stringify(grant)) as Grant)

const anySystem = fc.record({
  grants: fc.array(anyGrant, { minLength: 1, maxLength: 2 }),
  assurance: fc.constantFrom(1, 2, 3),
  unscannable: fc.constantFrom('refuse', 'flag', 'allow'),
  statedPurpose: fc.boolean(),
  expires: fc.constantFrom('2026-11-22', '2027-01-05'),
})
const anyNarrowing = fc
  .record({
    grants: fc.array(anyGrant, { minLength: 1, maxLength: 2 }),
    assurance: rarely(fc.constantFrom(1, 2, 3)),
    unscannable: rarely(fc.constantFrom('refuse', 'flag', 'allow')),
    statedPurpose: maybe(fc.constant(true)),
    expires: maybe(fc.constantFrom('2026-11-21', '2026-11-22')),
    training: fc.subarray(['ai-foundations']),
  })
  .map((one) =>
    narrowingSchema.parse({ id: 'sandbox', clauses: ['MO-36'], ...(JSON.parse(JSON.stringify(one)) as object) }),
  )
const anyFacts = fc.record({
  unit: fc.constantFrom(...UNITS),
  roles: fc.subarray(ROLES),
  client: fc.constantFrom('statehouse-demo', 'app-benefits'),
  subjectType: fc.constantFrom('employee', 'contractor', 'service' as const),
  assurance: fc.constantFrom(1, 2, 3),
  trained: fc.boolean(),
  purpose: fc.constantFrom(...PURPOSES),
  source: fc.constantFrom('stated', 'profile-default' as const),
  declared: fc.constantFrom(...DATA_CLASSES),
  mode: fc.option(fc.constantFrom(...DECISION_MODES)),
  unscannable: fc.subarray(['image']),
  fields: fc.subarray(['web_search_options']),
})

/** The system alone, as decisions are made with it. */
function compiled(system: System): PolicySet['systems'][number] {
  const { systems } = compilePolicy({
    profile: policy.profile,
    catalog: { version: 1, courses: [], datasets: [], systems: [system], narrowed: [], applications: [] },
    prohibited: policy.prohibited,
    purposes: { purposes: [], defaults: {} },
    clients: { clients: [] },
    issuers: { issuers: [] },
    notices: { notices: [] },
    disclosures: { labels: [], publicNotices: [], humanContacts: [] },
    quotas: { rules: [] },
    retention: { series: [], default: 'general-correspondence' },
    roles: { roles: [], separation: [] },
    'acceptable-use': { rules: [], protected: [] },
    incidents: { types: [], channels: [], states: [], readers: [], taskKinds: [], hosts: [], connectors: [] },
    exceptions: { exceptions: [] },
  } as never)
  return systems[0]!
}

test('whatever is allowed under a narrowed system is allowed under the State’s (MS-56)', () => {
  const sandbox = policy.systems.find(({ id }) => id === 'sandbox') as unknown as System
  let allowed = 0
  fc.assert(
    fc.property(
      anySystem,
      anyNarrowing,
      fc.array(anyFacts, { minLength: 8, maxLength: 8 }),
      (given, narrowing, all) => {
        const { expires, ...rest } = given
        const enterprise = {
          ...sandbox,
          ...rest,
          training: [],
          fields: { 'openai.chat': ['web_search_options'] },
          approval: { ...sandbox.approval, expires },
        } as System
        // Most grants are made of the State's own, less or more in one thing, so that many of them fit and some just don't.
        const tried = narrowing.grants.map((grant, index) => {
          const outer = enterprise.grants[index % enterprise.grants.length]!
          const { units: _, ...everywhere } = outer
          return [{ ...outer, maxClass: grant.maxClass }, { ...everywhere, purposes: grant.purposes }, outer, grant][
            (grant.purposes.length + index) % 4
          ]!
        })
        const { system, problems } = narrowSystem(enterprise, { ...narrowing, grants: tried })
        if (problems.length > 0) return
        const [wide, narrow] = [compiled(enterprise), compiled(system)]
        for (const [index, one] of all.entries()) {
          // Every other caller is one whom a grant of the agency's means.
          const meant = system.grants[index % system.grants.length]!
          const subjectType = one.trained ? meant.subjectTypes[0]! : one.subjectType
          const principal = demoPrincipal({
            agency: 'MO-DOT',
            unit: one.trained ? (meant.units?.[0] ?? one.unit) : one.unit,
            roles: one.trained ? ROLES : one.roles,
            client: one.trained ? (subjectType === 'service' ? 'app-benefits' : 'statehouse-demo') : one.client,
            subjectType,
            assurance: one.trained ? 3 : (one.assurance as 1 | 2 | 3),
            training: one.trained ? { 'ai-foundations': '2026-10-01' } : {},
          })
          const facts: Facts = demoFacts(policy, 'sandbox', {
            principal,
            now: FACTS_NOW,
            purpose: { id: one.trained ? meant.purposes[0]! : one.purpose, source: one.source },
            dataClass: { declared: one.declared, detected: 'public' },
            decisionMode: one.mode,
            unscannable: one.unscannable,
            fields: one.fields,
          })
          if (decide(policy, { ...facts, system: narrow }).kind !== 'allow') continue
          allowed++
          expect(decide(policy, { ...facts, system: wide }).kind).toBe('allow')
        }
      },
    ),
    { numRuns: 2_000 },
  )
  expect(allowed).toBeGreaterThan(30)
})
