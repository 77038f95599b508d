import { describe, expect, test } from 'vitest'
import { decide } from '#src/policy/decide.ts'
import type { Facts } from '#src/policy/facts.ts'
import { checkPolicy, loadPolicy } from '#src/policy/load.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { demoFacts, demoPrincipal } from '#test/support/facts.ts'
import { copyFolder, problemsOf } from '#test/support/policies.ts'

interface Exception {
  readonly [key: string]: unknown
}
const DIRECTOR = { issuer: 'its-entra', subject: 'director' }
const EXCEPTION: Exception = {
  id: 'EX-2026-004',
  rule: 'training',
  people: [{ issuer: 'its-entra', subject: 'u-5512' }],
  systems: ['magnolia-drafting'],
  purposes: ['draft-internal'],
  reason: 'storm response, the course is offline',
  from: '2026-11-20T00:00:00-06:00',
  until: '2026-11-27T00:00:00-06:00',
  decided: { seat: 'executive-director', by: DIRECTOR, at: '2026-11-19T10:00:00-06:00', reference: 'ED-2026-41' },
  clauses: ['MS-15'],
}
const DEPUTIES = [
  {
    person: { issuer: 'its-entra', subject: 'deputy' },
    namedBy: 'executive director',
    from: '2026-11-01T00:00:00-06:00',
    until: '2027-02-01T00:00:00-06:00',
    clauses: ['MS-15'],
  },
]
const BY_DEPUTY = { ...(EXCEPTION['decided'] as object), seat: 'deputy', by: DEPUTIES[0]!.person }

/** The Mississippi profile with these exceptions. */
function withExceptions<T>(exceptions: readonly Exception[], then: (folder: string) => T): T {
  const copy = copyFolder('policies/us-ms-its')
  copy.change('exceptions.yaml', 'exceptions: []', `exceptions: ${JSON.stringify(exceptions)}`)
  copy.change('exceptions.yaml', 'deputies: []', `deputies: ${JSON.stringify(DEPUTIES)}`)
  try {
    return then(copy.folder)
  } finally {
    copy.remove()
  }
}
const load = (...exceptions: readonly Exception[]): PolicySet =>
  withExceptions(exceptions, (folder) => loadPolicy({ folder }))
const said = (...exceptions: readonly Exception[]): string =>
  withExceptions(exceptions, (folder) =>
    problemsOf(() => loadPolicy({ folder }))
      .map(({ problem, mend }) => `${problem}; ${mend}`)
      .join('\n'),
  )

function ask(
  policy: PolicySet,
  at: string,
  changes: Partial<Facts> & { subject?: string; system?: never } = {},
  systemId = 'magnolia-drafting',
) {
  const { subject = 'u-5512', ...facts } = changes
  const issuer = policy.issuers[0]!.issuer
  const principal = demoPrincipal({
    issuer,
    subject,
    key: `${issuer}|${subject}`,
    client: '0f6e2b1c-8d43-4a77-b2c9-5e1a7d90c3f4',
    training: {},
  })
  return decide(policy, demoFacts(policy, systemId, { principal, now: Date.parse(at), ...facts }))
}

test('an exception lifts its rule for its people, system, purpose and time; the receipt names it (MS-15)', () => {
  const policy = load(EXCEPTION)
  const inForce = ask(policy, '2026-11-26T23:59:59-06:00')
  expect(inForce.kind).toBe('allow')
  expect(inForce.steps.find(({ rule }) => rule === 'training')).toMatchObject({
    result: 'oblige',
    clauses: ['MS-15', 'MS-63'],
    why: expect.stringContaining('Exception EX-2026-004 (ED-2026-41) lifts this until 2026-11-27'),
  })
  const refused = { kind: 'refuse', refusal: { code: 'training_required' } }
  expect(ask(policy, '2026-11-27T00:00:00-06:00')).toMatchObject(refused)
  expect(ask(policy, '2026-11-19T23:59:59-06:00')).toMatchObject(refused)
  const now = '2026-11-23T12:00:00-06:00'
  expect(ask(policy, now, { subject: 'another' })).toMatchObject(refused)
  expect(ask(policy, now, { purpose: { id: 'summarise', source: 'stated' } })).toMatchObject(refused)
  expect(ask(policy, now, { purpose: { id: 'research', source: 'stated' } }, 'open-research')).toMatchObject({
    kind: 'refuse',
  })
  // It lifts its own rule and no other.
  expect(ask(policy, now, { suspensions: [{ target: 'all', value: '' }] })).toMatchObject({
    refusal: { code: 'system_suspended' },
  })
})

test('a deputy’s decision lapses after 72 hours unless the director confirms it', () => {
  const lapsing = load({ ...EXCEPTION, decided: BY_DEPUTY })
  expect(ask(lapsing, '2026-11-22T09:59:59-06:00').kind).toBe('allow')
  expect(ask(lapsing, '2026-11-22T10:00:00-06:00').kind).toBe('refuse')
  const confirmed = load({
    ...EXCEPTION,
    decided: BY_DEPUTY,
    confirmed: { by: DIRECTOR, at: '2026-11-21T09:00:00-06:00' },
  })
  expect(ask(confirmed, '2026-11-26T12:00:00-06:00').kind).toBe('allow')
})

test('a higher class can be let through as far as is said, and never to a publicly hosted system', () => {
  const allow = {
    ...EXCEPTION,
    rule: 'data-class',
    maxClass: 'regulated',
    systems: ['pine-casework'],
    purposes: ['summarise', 'research'],
  }
  const policy = load(allow)
  const trained = { 'ai-foundations': '2026-10-01', 'data-classification': '2026-10-01' }
  const at = '2026-11-23T12:00:00-06:00'
  const principal = { ...demoPrincipal({ unit: 'ITS-HR' }), ...pick(policy), training: trained }
  const summarise = { principal, purpose: { id: 'summarise', source: 'stated' } } as const
  const asked = (declared: 'confidential' | 'regulated', under = policy) =>
    ask(under, at, { ...summarise, dataClass: { declared, detected: 'public' } }, 'pine-casework').kind
  expect(asked('regulated', load())).toBe('refuse')
  expect(asked('regulated')).toBe('allow')
  expect(asked('confidential', load())).toBe('allow')
  // What the State approved is the State's to widen (MS-56).
  expect(said({ ...allow, systems: ['magnolia-drafting'] })).toContain('would widen its data-class')
  expect(said({ ...allow, systems: ['open-research'] })).toContain('no exception lifts the ceiling of public hosting')
  // Should one get in all the same, the ceiling holds.
  const forced = {
    ...policy,
    index: {
      ...policy.index,
      exceptions: { [principal.key]: [{ ...policy.index.exceptions[principal.key]![0]!, systems: ['open-research'] }] },
    },
  }
  expect(
    ask(
      forced,
      at,
      {
        principal,
        purpose: { id: 'research', source: 'stated' },
        dataClass: { declared: 'internal', detected: 'public' },
      },
      'open-research',
    ),
  ).toMatchObject({ refusal: { code: 'data_class_not_permitted' } })
})

function pick(policy: PolicySet) {
  const issuer = policy.issuers[0]!.issuer
  return { issuer, subject: 'u-5512', key: `${issuer}|u-5512`, client: '0f6e2b1c-8d43-4a77-b2c9-5e1a7d90c3f4' }
}

describe('an exception that must not load', () => {
  test.each<[string, Exception, RegExp]>([
    [
      'signed by the CTO',
      { ...EXCEPTION, decided: { ...(EXCEPTION['decided'] as object), seat: 'cto' } },
      /executive-director, deputy/,
    ],
    ['for everybody', { ...EXCEPTION, people: [{ issuer: 'its-entra', subject: '*' }] }, /without wildcards/],
    ['for all systems', { ...EXCEPTION, systems: ['*'] }, /lower-case id/],
    ['for nobody', { ...EXCEPTION, people: [] }, /at least 1/],
    ['without an end', { ...EXCEPTION, until: undefined }, /until is missing/],
    ['that ends before it begins', { ...EXCEPTION, until: '2026-11-19T00:00:00-06:00' }, /later than from/],
    ['for too long', { ...EXCEPTION, until: '2027-03-20T00:00:00-06:00' }, /at most 90 days/],
    ['granted to oneself', { ...EXCEPTION, people: [DIRECTOR] }, /nobody grants themselves/],
    [
      'decided after it began',
      { ...EXCEPTION, decided: { ...(EXCEPTION['decided'] as object), at: '2026-11-21T00:00:00-06:00' } },
      /before it begins/,
    ],
    [
      'by a deputy whom nobody named',
      { ...EXCEPTION, decided: { ...BY_DEPUTY, by: { issuer: 'its-entra', subject: 'somebody' } } },
      /named in deputies/,
    ],
    [
      'by a deputy named later',
      {
        ...EXCEPTION,
        from: '2026-10-20T00:00:00-05:00',
        until: '2026-10-27T00:00:00-05:00',
        decided: { ...BY_DEPUTY, at: '2026-10-19T00:00:00-05:00' },
      },
      /named in deputies/,
    ],
    ['from recording', { ...EXCEPTION, rule: 'record' }, /one of/],
    ['from the ban of a technology', { ...EXCEPTION, rule: 'prohibited' }, /one of/],
    ['from the emergency stop', { ...EXCEPTION, rule: 'suspended' }, /one of/],
    [
      'for a person of an unknown issuer',
      { ...EXCEPTION, people: [{ issuer: 'elsewhere', subject: 'u-1' }] },
      /no issuer profile/,
    ],
    ['of a class without saying how far', { ...EXCEPTION, rule: 'data-class' }, /goes with rule data-class/],
  ])('%s', (_name, exception, says) => expect(said(exception)).toMatch(says))

  test('a renewal by the same decision', () => {
    const renewal = {
      ...EXCEPTION,
      id: 'EX-2026-005',
      from: '2026-11-27T00:00:00-06:00',
      until: '2026-12-04T00:00:00-06:00',
    }
    expect(said(EXCEPTION, renewal)).toContain('a renewal needs one of its own')
  })
})

test('more in a month than the agency calls rare is warned of', () => {
  const many = [1, 2, 3, 4].map((number) => ({
    ...EXCEPTION,
    id: `EX-${number}`,
    decided: { ...(EXCEPTION['decided'] as object), reference: `ED-${number}` },
  }))
  const warnings = withExceptions(many, (folder) => checkPolicy({ folder }).warnings)
  expect(warnings.map(({ problem }) => problem)).toEqual(['4 exceptions begin in 2026-11; more than 3 are routine'])
})
