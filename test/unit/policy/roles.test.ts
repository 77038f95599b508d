import { describe, expect, test } from 'vitest'
import { decide } from '#src/policy/decide.ts'
import { incidentRouting } from '#src/policy/incident-routing.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { recordSeries } from '#src/policy/record-series.ts'
import { rolesInForce } from '#src/policy/roles-in-force.ts'
import { separationBreaches } from '#src/policy/separation-breaches.ts'
import { demoFacts, demoPrincipal } from '#test/support/facts.ts'
import { copyFolder, loadDemoPolicy, problemsOf } from '#test/support/policies.ts'

const policy = loadDemoPolicy('us-mo-modot')

test('a guarded role counts only with a strong sign-in, and an unknown one never', () => {
  const roles = ['staff', 'records-officer', 'king', 'constructor']
  expect(rolesInForce(policy, { roles, assurance: 1 })).toEqual(['staff'])
  expect(rolesInForce(policy, { roles, assurance: 2 })).toEqual(['staff', 'records-officer'])
})

test('writing to all employees takes the role for it (MO-05)', () => {
  const ask = (roles: readonly string[]) => {
    const principal = demoPrincipal({ agency: 'MO-DOT', unit: 'COMMUNICATIONS', roles })
    const purpose = { id: 'mass-communication', source: 'stated' } as const
    return decide(policy, demoFacts(policy, 'oa-assistant', { principal, purpose })).kind
  }
  expect([ask(['staff']), ask(['staff', 'communications'])]).toEqual(['refuse', 'allow'])
})

describe('parts that one person can’t both take', () => {
  const person = (part: string, who: string) => ({ part, person: who })
  test.each([
    ['request', [person('requester', 'a'), person('approver', 'a')], [['requester', 'approver']]],
    ['request', [person('requester', 'a'), person('supervisor', 'b'), person('approver', 'c')], []],
    [
      'approval',
      [person('security', 'a'), person('privacy', 'a'), person('legal', 'b'), person('cto', 'a')],
      [['security', 'privacy', 'cto']],
    ],
    ['deliverable', [person('author', 'a'), person('publication-approver', 'a')], [['author', 'publication-approver']]],
    ['exception', [person('subject', 'a'), person('decider', 'a')], [['subject', 'decider']]],
    ['resume', [person('asker', 'a'), person('confirmer', 'b')], []],
    // The same part twice is one part.
    ['disposition', [person('proposer', 'a'), person('proposer', 'a')], []],
    // Rules of another kind of matter don't speak here.
    ['resume', [person('author', 'a'), person('publication-approver', 'a')], []],
  ] as const)('%s %#', (on, taken, parts) => {
    expect(separationBreaches(policy, on, taken).map((breach) => breach.parts)).toEqual(parts)
  })
})

test('where the supervisor is involved, human resources hear of it and the supervisor doesn’t (MS-14, MO-48)', () => {
  const usual = incidentRouting(policy, 'policy-violation', false)!
  const other = incidentRouting(policy, 'policy-violation', true)!
  expect(usual.channels.map(({ id }) => id)).toEqual(['supervisor'])
  expect(other.channels.map(({ id }) => id)).toEqual(['hr'])
  expect(other.type.hideFrom).toContain('reporter-supervisor')
  expect(incidentRouting(policy, 'unlisted', false)).toBeNull()
  for (const profile of ['us-ms-its', 'us-mo-modot'] as const) {
    const { types, channels } = loadDemoPolicy(profile).incidents
    for (const type of Object.values(types)) {
      for (const id of type!.supervisorInvolved) expect(channels[id]?.role).not.toBe('supervisor')
    }
  }
})

test('counsel’s and the commission secretary’s records have series of their own, whatever system was used (MO-29, MO-30)', () => {
  const { series } = policy.retention
  expect(series[recordSeries(policy, 'CSEC', 'general-correspondence')]).toMatchObject({
    retain: 'P6Y',
    autoDestroy: true,
  })
  expect(series[recordSeries(policy, 'CCO', 'general-correspondence')]).toMatchObject({
    retain: 'indefinite',
    autoDestroy: false,
  })
  expect(series[recordSeries(policy, 'IS', 'general-correspondence')]).toMatchObject({ retain: 'P5Y6M' })
  expect(recordSeries(policy, null, null)).toBe('general-correspondence')
  expect(recordSeries(policy, 'constructor', null)).toBe('general-correspondence')
  const principal = demoPrincipal({ agency: 'MO-DOT', unit: 'CCO' })
  expect(decide(policy, demoFacts(policy, 'sandbox', { principal }))).toMatchObject({
    obligations: { series: 'chief-counsel' },
  })
})

describe('a name that nothing bears', () => {
  test.each([
    [
      'a role of an issuer',
      'issuers.yaml',
      'MoDOT.Privacy: privacy-officer',
      'MoDOT.Privacy: privacy-offcier',
      /no role is called 'privacy-offcier'/,
    ],
    ['a leader’s role', 'units.yaml', 'leaderRole: executive-director', 'leaderRole: king', /no role is called 'king'/],
    [
      'a reader’s role',
      'access.yaml',
      'aggregates: { roles: [unit-leader]',
      'aggregates: { roles: [unit-boss]',
      /no role is called 'unit-boss'/,
    ],
    [
      'a channel of an incident',
      'incidents.yaml',
      'channels: [security]\n    supervisorInvolved: [security, hr]\n    hideFrom: [subject]',
      'channels: [telegraph]\n    supervisorInvolved: [security, hr]\n    hideFrom: [subject]',
      /no channel is called 'telegraph'/,
    ],
    [
      'a mailbox outside the State',
      'incidents.yaml',
      'is.helpdesk@modot.mo.gov',
      'helpdesk@mail.example',
      /isn’t an official domain/,
    ],
    ['a unit of a record series', 'retention.yaml', 'units: [CCO]', 'units: [COUNSEL]', /no unit is called 'COUNSEL'/],
    ['a unit with two series', 'retention.yaml', 'units: [CCO]', 'units: [CCO, CSEC]', /'CSEC' has a series already/],
    [
      'an approver',
      'catalog.yaml',
      'approvedBy: modot\n    series',
      'approvedBy: nobody\n    series',
      /no approver is called 'nobody'/,
    ],
    [
      'a data set',
      'clients.yaml',
      'datasets: [right-of-way-parcels]',
      'datasets: [parcels]',
      /no data set is called 'parcels'/,
    ],
    [
      'a licensed use',
      'catalog.yaml',
      'permittedUses: [draft-internal,',
      'permittedUses: [gaming,',
      /no purpose is called 'gaming'/,
    ],
    [
      'a role’s name in Spanish',
      'roles.yaml',
      'name: { en: Staff, es: Personal }',
      'name: { en: Staff }',
      /no text in es/,
    ],
  ] as const)('%s', (_name, file, from, to, says) => {
    const copy = copyFolder('policies/us-mo-modot')
    copy.change(file, from, to)
    const problems = problemsOf(() => loadPolicy({ folder: copy.folder }))
    expect(problems.map(({ problem }) => problem).join()).toMatch(says)
    expect(problems[0]!.file.endsWith(file)).toBe(true)
    copy.remove()
  })
})
