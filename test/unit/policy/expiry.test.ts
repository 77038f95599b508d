import { describe, expect, test } from 'vitest'
import { decide } from '#src/policy/decide.ts'
import { dueList, formatDueItem } from '#src/policy/due-list.ts'
import type { Facts } from '#src/policy/facts.ts'
import { checkPolicy, loadPolicy } from '#src/policy/load.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { resolveSystem } from '#src/policy/resolve-system.ts'
import { visibleModels } from '#src/policy/visible-models.ts'
import { demoFacts, demoPrincipal } from '#test/support/facts.ts'
import { copyFolder, problemsOf } from '#test/support/policies.ts'

/** The Missouri profile with changes, and an employee of Information Systems under it. */
function missouri(...changes: readonly (readonly [file: string, from: string, to: string])[]): PolicySet {
  const copy = copyFolder('policies/us-mo-modot')
  try {
    for (const [file, from, to] of changes) copy.change(file, from, to)
    return loadPolicy({ folder: copy.folder })
  } finally {
    copy.remove()
  }
}

const CLIENT = '41d8c7f2-96ab-4e35-b0c1-7f2e5d83a694'
function factsAt(policy: PolicySet, at: string, changes: Partial<Facts> = {}): Facts {
  const principal = demoPrincipal({
    issuer: policy.issuers[0]!.issuer,
    agency: 'MO-DOT',
    unit: 'IS',
    client: CLIENT,
    training: { 'ai-foundations': '2026-12-01' },
  })
  return demoFacts(policy, 'oa-assistant', { principal, now: Date.parse(at), ...changes })
}
const codeOf = (policy: PolicySet, at: string, changes?: Partial<Facts>): string => {
  const decision = decide(policy, factsAt(policy, at, changes))
  return decision.kind === 'allow' ? 'allow' : `${decision.refusal.rule} ${decision.refusal.code}`
}

const NO_GRACE = ['profile.yaml', 'grace: { assessment: 14, audit: 30, control: 7 }', 'grace: {}'] as const

describe('everything ends with its day, at that second', () => {
  test.each([
    [
      'an approval',
      ['catalog.yaml', 'expires: 2027-09-28\n      conditions', 'expires: 2027-03-30\n      conditions'],
      'approval approval_expired',
    ],
    [
      'a risk assessment',
      [
        'catalog.yaml',
        'owner: OA chief information security officer\n        due: 2027-09-28',
        'owner: ciso\n        due: 2027-03-30',
      ],
      'evidence approval_expired',
    ],
    [
      'an audit',
      ['catalog.yaml', 'owner: OA internal audit\n      due: 2027-09-28', 'owner: audit\n      due: 2027-03-30'],
      'evidence approval_expired',
    ],
    [
      'a licence',
      [
        'catalog.yaml',
        'owner: OA contract manager\n      expires: 2027-09-28\n      clauses: [MO-32]',
        'owner: x\n      expires: 2027-03-30\n      clauses: [MO-32]',
      ],
      'evidence approval_expired',
    ],
    [
      'a vendor’s promise',
      [
        'catalog.yaml',
        'owner: OA contract manager\n      expires: 2027-09-28\n      clauses: [MO-37]',
        'owner: x\n      expires: 2027-03-30\n      clauses: [MO-37]',
      ],
      'data-class data_class_not_permitted',
    ],
    [
      'a registration',
      ['clients.yaml', 'showsLabel: content\n    expires: 2027-11-01', 'showsLabel: content\n    expires: 2027-03-30'],
      'client approval_expired',
    ],
  ] as const)('%s', (_name, change, code) => {
    const policy = missouri(NO_GRACE, change)
    expect(codeOf(policy, '2027-03-30T23:59:59.999-05:00')).toBe('allow')
    expect(codeOf(policy, '2027-03-31T00:00:00-05:00')).toBe(code)
  })

  test.each([
    ['approval', ['catalog.yaml', 'expires: 2027-09-28\n      conditions', 'expires: 2027-03-30\n      conditions']],
    [
      'assessment',
      [
        'catalog.yaml',
        'owner: OA chief information security officer\n        due: 2027-09-28',
        'owner: ciso\n        due: 2027-03-30',
      ],
    ],
    [
      'promise',
      [
        'catalog.yaml',
        'owner: OA contract manager\n      expires: 2027-09-28\n      clauses: [MO-37]',
        'owner: x\n      expires: 2027-03-30\n      clauses: [MO-37]',
      ],
    ],
    [
      'registration',
      ['clients.yaml', 'showsLabel: content\n    expires: 2027-11-01', 'showsLabel: content\n    expires: 2027-03-30'],
    ],
  ] as const)('%s: grace runs for as many days as the profile gives, and no second longer', (kind, change) => {
    const policy = missouri(['profile.yaml', NO_GRACE[1], `grace: { ${kind}: 5 }`], change)
    expect(codeOf(policy, '2027-04-04T23:59:59-05:00')).toBe('allow')
    expect(codeOf(policy, '2027-04-05T00:00:00-05:00')).not.toBe('allow')
  })

  test('an overdue attestation closes its system, and what the gateway executes can’t be attested (MS-41)', () => {
    const at = (time: string) =>
      codeOf(missouri(NO_GRACE), time, {
        system: missouri(NO_GRACE).systems.find(({ id }) => id === 'highway-casework')!,
        principal: demoPrincipal({
          issuer: missouri().issuers[0]!.issuer,
          agency: 'MO-DOT',
          unit: 'CCO',
          client: CLIENT,
        }),
        purpose: { id: 'legal-advice', source: 'stated' },
      })
    expect(at('2027-02-03T23:59:59-06:00')).toBe('allow')
    expect(at('2027-02-04T00:00:00-06:00')).toBe('evidence approval_expired')
    const copy = copyFolder('policies/us-mo-modot')
    copy.change('catalog.yaml', '- id: case-file-sampling', '- id: redact')
    expect(problemsOf(() => loadPolicy({ folder: copy.folder }))[0]!.mend).toContain('nobody can attest it')
    copy.remove()
  })

  test('when the evidence of a promise is over, public data still goes, and the receipt says why the rest doesn’t (MO-37)', () => {
    const policy = missouri(NO_GRACE, [
      'catalog.yaml',
      'owner: OA contract manager\n      expires: 2027-09-28\n      clauses: [MO-37]',
      'owner: contract manager\n      expires: 2027-03-30\n      clauses: [MO-37]',
    ])
    const after = '2027-03-31T08:00:00-05:00'
    expect(codeOf(policy, after, { dataClass: { declared: 'public', detected: 'public' } })).toBe('allow')
    expect(decide(policy, factsAt(policy, after))).toMatchObject({
      refusal: {
        clause: 'MO-37',
        detail: expect.stringContaining('CS-26-0417'),
        next: expect.stringContaining('contract manager'),
      },
    })
  })

  test('an active system without risk assessment, audit or promise doesn’t load', () => {
    const problems = problemsOf(() =>
      missouri([
        'catalog.yaml',
        '    vendorPromise:\n      trainsOnInput: false\n      retention: none beyond the answer\n      evidence: state contract CS-26-0417, attachment C\n      owner: OA contract manager\n      expires: 2027-09-28\n      clauses: [MO-37]\n',
        '',
      ]),
    )
    expect(problems.map(({ mend }) => mend)).toEqual([expect.stringContaining('doesn’t train on it (MO-37, MS-57)')])
    expect(
      problemsOf(() =>
        missouri([
          'catalog.yaml',
          'domains: [cyber, privacy, continuity, legal, ethical]',
          'domains: [cyber, privacy, legal, ethical]',
        ]),
      )[0]!.mend,
    ).toContain('covers continuity as well')
  })
})

const REQUESTED = [
  'catalog.yaml',
  '      status: active\n      decisions:\n        - { seat: security, by: OA chief information security officer, on: 2026-09-16 }\n        - { seat: privacy, by: OA privacy officer, on: 2026-09-17 }\n        - { seat: legal, by: OA general counsel, on: 2026-09-21 }\n        - { seat: cto, by: State chief information officer, on: 2026-09-28 }\n',
] as const
const PROVISIONAL =
  '      status: provisional\n      provisional: { seat: cto, by: State chief information officer, at: 2027-01-05T09:30:00-06:00 }\n      decisions: []\n'

test('a provisional approval holds for 72 hours, up to class internal', () => {
  const tooMuch = problemsOf(() => missouri([...REQUESTED, PROVISIONAL]))
  expect(tooMuch.map(({ mend }) => mend)).toEqual([expect.stringContaining('reaches class internal, not confidential')])
  const policy = missouri([...REQUESTED, PROVISIONAL], ['catalog.yaml', 'maxClass: confidential', 'maxClass: internal'])
  expect(codeOf(policy, '2027-01-08T09:29:59-06:00')).toBe('allow')
  expect(codeOf(policy, '2027-01-08T09:30:00-06:00')).toBe('approval approval_expired')
  const seen = (at: string) => visibleModels(policy, factsAt(policy, at).principal, Date.parse(at)).map(({ id }) => id)
  expect(seen('2027-01-08T09:29:59-06:00')).toContain('state-drafting')
  expect(seen('2027-01-08T09:30:00-06:00')).not.toContain('state-drafting')
})

test('a system for high-risk work has every item of its evidence on file, and each closes it when it ends (MS-45)', () => {
  const KINDS = ['impact', 'bias', 'legal', 'monitoring', 'appeal', 'fail-safe']
  const evidence = (kinds: readonly string[], ending = ''): readonly [string, string, string] => [
    'catalog.yaml',
    '    assessments:\n      - kind: risk\n        reference: IS-RA-2026-07\n',
    `    assessments:\n${kinds.map((kind) => `      - { kind: ${kind}, reference: ${kind}-1, on: 2026-10-01, owner: counsel, due: ${kind === ending ? '2027-01-05' : '2027-09-29'}, clauses: [MO-36] }\n`).join('')}      - kind: risk\n        reference: IS-RA-2026-07\n`,
  ]
  const flagged = [
    'purposes.yaml',
    '    decisionMode: inform\n    review: true\n',
    '    decisionMode: inform\n    highRisk: true\n    review: true\n',
  ] as const
  for (const missing of KINDS) {
    const kept = KINDS.filter((kind) => kind !== missing)
    expect(problemsOf(() => missouri(flagged, evidence(kept)))).toMatchObject([
      { problem: `purpose 'case-support' is high-risk, and on file is no ${missing}` },
    ])
    const policy = missouri(NO_GRACE, flagged, evidence(KINDS, missing))
    const system = policy.systems.find(({ id }) => id === 'highway-casework')!
    const principal = demoPrincipal({
      issuer: policy.issuers[0]!.issuer,
      agency: 'MO-DOT',
      unit: 'RIGHT-OF-WAY',
      client: CLIENT,
    })
    const changes = { system, principal, purpose: { id: 'case-support', source: 'stated' as const } }
    expect(codeOf(policy, '2027-01-05T23:59:59-06:00', changes)).toBe('allow')
    expect(codeOf(policy, '2027-01-06T00:00:00-06:00', changes)).toBe('evidence approval_expired')
  }
})

test('a successor that was approved ahead takes over at the start of its day (MS-54)', () => {
  const policy = missouri([
    'catalog.yaml',
    'families: [ozark-large] }',
    'families: [ozark-large], successor: { upstreamModel: ozark-large-2027-03, from: 2027-03-15, by: State CIO, reference: CR-81 } }',
  ])
  const modelAt = (at: string): unknown => {
    const found = resolveSystem(policy, 'state-drafting', 'openai.chat', Date.parse(at))
    return found.kind === 'found' ? found.model.upstreamModel : found
  }
  expect(modelAt('2027-03-14T23:59:59-05:00')).toBe('ozark-large-2026-09')
  expect(modelAt('2027-03-15T00:00:00-05:00')).toBe('ozark-large-2027-03')
})

test('owners are told 60, 30 and 7 days ahead, in grace, and when it is over, of a stale prohibited list too (MS-19)', () => {
  const policy = missouri(['profile.yaml', NO_GRACE[1], 'grace: { approval: 5 }'])
  const day = 86_400_000
  const end = Date.parse('2027-09-29T00:00:00-05:00')
  const stageAt = (now: number): unknown =>
    dueList(policy, now).find(({ kind, what }) => kind === 'approval' && what.includes('oa-assistant'))?.stage
  expect([61, 60, 31, 30, 8, 7, 1].map((days) => stageAt(end - days * day))).toEqual([
    undefined,
    'within 60 days',
    'within 60 days',
    'within 30 days',
    'within 30 days',
    'within 7 days',
    'within 7 days',
  ])
  expect([stageAt(end), stageAt(end + 5 * day - 1), stageAt(end + 5 * day)]).toEqual(['in grace', 'in grace', 'over'])
  const items = dueList(policy, end)
  expect(new Set(items.map(({ kind }) => kind))).toEqual(
    new Set([
      'approval',
      'assessment',
      'audit',
      'promise',
      'licence',
      'control',
      'registration',
      'prohibited-list',
      'policy-review',
    ]),
  )
  expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b))
  for (const item of items) expect(formatDueItem(item)).toContain(item.owner)
})

describe('ends outside a business morning are warned of', () => {
  const warnings = (day: string): string[] => {
    const copy = copyFolder('policies/us-mo-modot')
    copy.change(
      'clients.yaml',
      'showsLabel: content\n    expires: 2027-11-01',
      `showsLabel: content\n    expires: ${day}`,
    )
    const found = checkPolicy({ folder: copy.folder }).warnings
    copy.remove()
    return found.map(({ file, line, problem }) => `${file.split('/').at(-1)}:${line} ${problem}`)
  }
  test.each([
    ['2027-10-29', 'ends on 2027-10-29, outside a business morning: 2027-10-30 is a Saturday'],
    ['2027-10-31', 'ends on 2027-10-31, outside a business morning: 2027-10-31 is a Sunday'],
    ['2027-11-10', 'ends on 2027-11-10, outside a business morning: 2027-11-11 is a holiday'],
  ])('%s', (day, says) => expect(warnings(day)).toEqual([`clients.yaml:14 ${says}`]))
  test('a weekday before a weekday gives none, and neither does a profile that ships', () => {
    expect(warnings('2027-11-02')).toEqual([])
    for (const profile of ['us-ms-its', 'us-mo-modot'])
      expect(checkPolicy({ folder: `policies/${profile}` }).warnings).toEqual([])
  })
})
