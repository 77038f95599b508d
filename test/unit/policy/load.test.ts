import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadPolicy } from '#src/policy/load.ts'
import { type ChangedFolder, copyFolder, loadDemoPolicy, PROFILE, problemsOf } from '#test/support/policies.ts'

let copy: ChangedFolder
beforeEach(() => {
  copy = copyFolder(PROFILE)
})
afterEach(() => copy.remove())

const load = () => loadPolicy({ folder: copy.folder })

test('the shipped profile loads, and the same content has the same version however it is laid out', () => {
  const { version, digest } = load()
  expect(version).toMatch(/^[0-9a-f]{12}$/)
  expect(digest.startsWith(version)).toBe(true)
  copy.change('retention.yaml', 'version: 1\n', '# another comment\n\nversion:    1\n')
  copy.change(
    'purposes.yaml',
    'employee: draft-internal\n  contractor: draft-internal',
    'contractor: draft-internal\n  employee: draft-internal',
  )
  expect(load().version).toBe(version)
  copy.change('quotas.yaml', 'requests: 1000', 'requests: 1001')
  expect(load().version).not.toBe(version)
})

test('a loaded policy can’t be changed', () => {
  const policy = loadDemoPolicy()
  const frozen = (value: unknown): boolean =>
    value === null || typeof value !== 'object' || (Object.isFrozen(value) && Object.values(value).every(frozen))
  expect(frozen(policy)).toBe(true)
})

test('every problem of every file is told at once, each with its place', () => {
  copy.change('catalog.yaml', 'hosting: tenant-isolated', 'hosting: somewhere')
  copy.change('quotas.yaml', 'requests: 1000', 'requests: many')
  copy.change('notices.yaml', 'warnDays: 14', 'warnDays: -1')
  const problems = problemsOf(load)
  expect(problems.map(({ file }) => file.split('/').at(-1))).toEqual(['catalog.yaml', 'notices.yaml', 'quotas.yaml'])
  for (const { file, line, column, problem, mend } of problems) {
    const text = readFileSync(join(copy.folder, file.split('/').at(-1)!), 'utf8').split('\n')[line - 1]!
    expect(text.slice(column - 1)).toMatch(/^(hosting|requests|warnDays)/)
    expect(problem.length * mend.length).toBeGreaterThan(0)
  }
})

const ISSUERS = readFileSync(join(PROFILE, 'issuers.yaml'), 'utf8')

type Breakage = readonly [name: string, file: string, from: string, to: string, at: string, says: RegExp]

const breakages: readonly Breakage[] = [
  ['an unknown key', 'profile.yaml', 'timezone:', 'recording: off\ntimezone:', 'recording', /unknown key 'recording'/],
  ['a key twice', 'profile.yaml', 'timezone:', 'agency: x\ntimezone:', 'agency: x', /unique/i],
  ['an unknown tag', 'profile.yaml', 'id: us-ms-its', 'id: !secret us-ms-its', '!secret', /tag/i],
  ['an alias', 'profile.yaml', 'jurisdiction: US-MS', 'jurisdiction: &x US-MS\nextra: *x', '*x', /alias/],
  ['text that is no YAML', 'profile.yaml', 'languages: [en, es]', 'languages: [en, es', 'reviewBy', /YAML/],
  ['a missing value', 'retention.yaml', 'default: ms-unscheduled\n', '', 'version', /default is missing/],
  ['no clause', 'retention.yaml', 'clauses: [MS-24, MS-64]', 'clauses: []', 'clauses', /clauses/],
  [
    'something that is no clause',
    'retention.yaml',
    'clauses: [MS-24, MS-64]',
    'clauses: [policy]',
    'policy]',
    /clauses/,
  ],
  ['a zone that isn’t one', 'profile.yaml', 'America/Chicago', 'America/Jackson', 'timezone', /timezone/],
  ['a substitution', 'profile.yaml', 'id: us-ms-its', 'id: ${ID}', '${ID}', /substitution/],
  [
    'non-public data to a publicly hosted system',
    'catalog.yaml',
    'maxClass: public\n        maxDecisionMode: none\n        clauses: [MS-29',
    'maxClass: internal\n        maxDecisionMode: none\n        clauses: [MS-29',
    'maxClass: internal',
    /public where hosting/,
  ],
  [
    'an http upstream',
    'catalog.yaml',
    'https://ai.magnolia-gov.example',
    'http://ai.magnolia-gov.example',
    'origin',
    /https/,
  ],
  [
    'an upstream by the name localhost',
    'catalog.yaml',
    'https://ai.magnolia-gov.example',
    'http://localhost:1',
    'origin',
    /loopback/,
  ],
  [
    'an upstream with a path',
    'catalog.yaml',
    'https://ai.magnolia-gov.example',
    'https://ai.magnolia-gov.example/v1',
    'origin',
    /origin/,
  ],
  ['a private network without its range', 'catalog.yaml', '      cidr: 10.20.30.0/28\n', '', 'network', /cidr/],
  ['a secret in the file', 'catalog.yaml', 'env:MAGNOLIA_API_KEY', 'sk-verysecret', 'credential', /env:NAME/],
  [
    'an unknown safeguard',
    'catalog.yaml',
    'safeguards: [redact, label, record]',
    'safeguards: [redact, label, record, pray]',
    'pray',
    /one of/,
  ],
  [
    'a system without redaction',
    'catalog.yaml',
    'safeguards: [redact, label, record]',
    'safeguards: [label, record]',
    'safeguards: [label',
    /redact/,
  ],
  [
    'no decision of the CTO',
    'catalog.yaml',
    '        - { seat: cto, by: chief technology officer, on: 2026-09-15 }\n',
    '',
    'decisions',
    /cto/,
  ],
  [
    'two seats filled by one person',
    'catalog.yaml',
    '{ seat: legal, by: counsel',
    '{ seat: legal, by: privacy officer',
    'maxClass: confidential',
    /each by another person/,
  ],
  [
    'internal data without a sign-off',
    'catalog.yaml',
    '        - { seat: security, by: chief information security officer, on: 2026-09-09 }\n        - { seat: privacy, by: privacy officer, on: 2026-09-10 }\n',
    '',
    'maxClass: internal',
    /MS-48/,
  ],
  [
    'a grant for an unknown purpose',
    'catalog.yaml',
    'purposes: [coding]',
    'purposes: [gaming]',
    'gaming',
    /no purpose is called 'gaming'/,
  ],
  [
    'a grant for an unknown unit',
    'catalog.yaml',
    'units: [ITS-HR',
    'units: [ITS-ELSEWHERE',
    'ITS-ELSEWHERE',
    /no unit/,
  ],
  ['an unknown record series', 'catalog.yaml', 'series: ms-unscheduled', 'series: forever', 'series', /record series/],
  ['an unknown label', 'catalog.yaml', 'label: standard', 'label: nice', 'label: nice', /label/],
  ['an unknown course', 'catalog.yaml', 'training: [ai-foundations]', 'training: [yoga]', 'yoga', /course/],
  [
    'an alias for two models',
    'catalog.yaml',
    'alias: state-drafting-small',
    'alias: state-drafting',
    'alias: state-drafting, upstreamModel: magnolia-small',
    /twice/,
  ],
  [
    'a wire that its system doesn’t speak',
    'catalog.yaml',
    'wires: [openai.embeddings] }',
    'wires: [openai.moderations] }',
    'openai.moderations] }',
    /wire/,
  ],
  [
    'a decision without approval',
    'catalog.yaml',
    'maxDecisionMode: recommend',
    'maxDecisionMode: decide',
    'maxDecisionMode: decide',
    /decisionApproval/,
  ],
  [
    'a prohibited vendor',
    'catalog.yaml',
    'name: Magnolia Government Cloud',
    'name: EXAMPLE foreign assistant co',
    'id: magnolia-drafting',
    /prohibited/,
  ],
  [
    'a prohibited model, re-hosted',
    'catalog.yaml',
    'families: [magnolia-large]',
    'families: [examplefam]',
    'id: magnolia-drafting',
    /prohibited/,
  ],
  [
    'a prohibited host',
    'catalog.yaml',
    'https://ai.magnolia-gov.example',
    'https://eu.example-foreign-ai.test',
    'id: magnolia-drafting',
    /prohibited/,
  ],
  [
    'a text that lacks a language',
    'disclosures.yaml',
    '      es: Hecho por un sistema de IA, {system}. Ninguna persona lo ha revisado, salvo que se indique. Usted responde por lo que use.\n',
    '',
    'text:',
    /no text in es/,
  ],
  [
    'a text in a language nobody reads',
    'purposes.yaml',
    'es: Traducir textos',
    'es: Traducir textos, fr: Traduire',
    'fr: Traduire',
    /fr isn’t a language/,
  ],
  [
    'an algorithm that anybody can sign with',
    'issuers.yaml',
    'algorithms: [RS256]',
    'algorithms: [HS256]',
    'HS256',
    /one of/,
  ],
  [
    'an issuer that takes ID tokens',
    'issuers.yaml',
    '    maxLifeMinutes: 90\n',
    '    maxLifeMinutes: 90\n    refuseClaims: []\n',
    'id: its-entra',
    /ID tokens/,
  ],
  [
    'an issuer at another place than its kind',
    'issuers.yaml',
    'issuer: https://login.microsoftonline.us/',
    'issuer: https://login.microsoftonline.us.evil.example/',
    'issuer: https',
    /another host is another issuer/,
  ],
  [
    'an issuer of another tenant',
    'issuers.yaml',
    'claim: tid, value: 5f3c1d2e-7a9b-4c58-9e10-2b6d4f8a1c37',
    'claim: tid, value: 6f3c1d2e-7a9b-4c58-9e10-2b6d4f8a1c37',
    'issuer: https',
    /the issuer of this tenant is/,
  ],
  [
    'the tenant of personal accounts',
    'issuers.yaml',
    'claim: tid, value: 5f3c1d2e-7a9b-4c58-9e10-2b6d4f8a1c37',
    'claim: tid, value: 9188040d-6c67-4c5b-b112-36a304b66dad',
    'tenant',
    /anybody can have an account/,
  ],
  ['no issuer', 'issuers.yaml', / {4}issuer: .*\n/.exec(ISSUERS)![0], '', 'id: its-entra', /issuer is missing/],
  ['no algorithms', 'issuers.yaml', '    algorithms: [RS256]\n', '', 'id: its-entra', /algorithms is missing/],
  [
    'no tenant where the kind has many',
    'issuers.yaml',
    / {4}tenant: .*\n/.exec(ISSUERS)![0],
    '',
    'id: its-entra',
    /needs the tenant/,
  ],
  [
    'a group for a role that the issuer’s tokens never give',
    'issuers.yaml',
    '    clauses: [MS-22, MS-34',
    '    scim: { credential: env:SCIM_ENTRA, groups: { janitor: Janitors } }\n    clauses: [MS-22, MS-34',
    'Janitors',
    /janitor/,
  ],
  [
    'a SCIM credential that stands in the file',
    'issuers.yaml',
    '    clauses: [MS-22, MS-34',
    '    scim: { credential: s3cret }\n    clauses: [MS-22, MS-34',
    's3cret',
    /env:NAME/,
  ],
  ['an issuer by http', 'issuers.yaml', 'issuer: https', 'issuer: http', 'issuer: http', /https/],
  [
    'an issuer without audience',
    'issuers.yaml',
    'audience: [3d1b7a64-0c52-4f0e-8e7b-91d5a2c6e840]',
    'audience: []',
    'audience',
    /at least 1/,
  ],
  [
    'an app without anybody responsible',
    'clients.yaml',
    '    responsibleOfficial: service desk manager\n',
    '',
    'id: 6b9d4e70',
    /responsibleOfficial is missing/,
  ],
  [
    'an envelope label that nobody shows',
    'clients.yaml',
    '    labelShownBy: the ticket page shows the label beside each summary\n',
    '',
    'id: 6b9d4e70',
    /who shows/,
  ],
  [
    'a public app without a person to reach',
    'clients.yaml',
    'kind: app',
    'kind: public-app',
    'id: 6b9d4e70',
    /reach a person/,
  ],
  [
    'a public app that tells residents nothing before they write',
    'clients.yaml',
    'kind: app',
    'kind: public-app',
    'id: 6b9d4e70',
    /what residents are told/,
  ],
  [
    'a page for residents of an app that isn’t for them',
    'clients.yaml',
    '    datasets: [service-tickets]\n',
    '    datasets: [service-tickets]\n    surface: { credential: env:NOBODY }\n',
    'surface',
    /for a public app/,
  ],
  [
    'checks as an app that acts for people',
    'clients.yaml',
    '    datasets: [service-tickets]\n',
    '    datasets: [service-tickets]\n    checks: { credential: env:NOBODY }\n',
    'checks',
    /an app without a person/,
  ],
  [
    'a canary over a model that nobody has',
    'oversight.yaml',
    '    everyDays: 1\n',
    '    everyDays: 1\n    models: [quick-thinking]\n',
    'models:',
    /no model is called/,
  ],
  [
    'a label for residents under staff’s answers',
    'clients.yaml',
    '    datasets: [service-tickets]\n',
    '    datasets: [service-tickets]\n    label: public-chat\n',
    'label: public-chat',
    /speaks to residents/,
  ],
  [
    'destruction of what is kept for ever',
    'retention.yaml',
    'autoDestroy: false',
    'autoDestroy: true',
    'autoDestroy',
    /false/,
  ],
  ['a period that isn’t one', 'retention.yaml', 'retain: indefinite', 'retain: 5 years', 'retain', /P5Y6M/],
  [
    'a public system that redacts instead of refusing',
    'redaction.yaml',
    'detected: refuse',
    'detected: redact',
    'detected',
    /refuse/,
  ],
  [
    'a value that comes back after it was removed for good',
    'redaction.yaml',
    'api_key: { operator: redact, restorable: false',
    'api_key: { operator: redact, restorable: true',
    'restorable: true, output: redact, raisesTo: confidential, secret',
    /placeholder/,
  ],
  [
    'two lines for the same people',
    'units.yaml',
    'claims: { department: Operations }',
    'claims: { department: Application Development }',
    '{ issuer: its-entra, claims: { department: Application Development }, unit: ITS-OPS',
    /same subjects/,
  ],
]

describe('a policy that must not load', () => {
  test.each(breakages)('%s', (_name, file, from, to, at, says) => {
    copy.change(file, from, to)
    const found = problemsOf(load).find((one) => says.test(`${one.problem}; ${one.mend}`))
    expect(found).toBeDefined()
    const line = readFileSync(found!.file, 'utf8').split('\n')[found!.line - 1]!
    expect(line).toContain(at)
    expect(found!.column).toBeLessThanOrEqual(line.length)
    expect(found!.file.endsWith(file)).toBe(true)
  })

  test('a folder that lacks a document, holds a stranger’s, or isn’t there', () => {
    copy.write('extra.yaml', 'version: 1\n')
    expect(problemsOf(load)).toMatchObject([{ problem: 'the document doesn’t belong in this folder' }])
    expect(problemsOf(() => loadPolicy({ folder: `${copy.folder}/nowhere` }))[0]!.problem).toBe(
      'the folder can’t be read',
    )
  })
})
