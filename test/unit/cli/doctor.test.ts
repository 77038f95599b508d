import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DoctorCheck } from '#src/cli/doctor/check.ts'
import { examine, type NamedFinding } from '#src/cli/doctor/examine.ts'
import * as doctor from '#src/cli/doctor.ts'
import { signCheckpoint } from '#src/core/checkpoint.ts'
import { markDemoFolder } from '#src/records/demo-folder.ts'
import { writeEscrowReceipt } from '#src/records/escrow/escrow-receipt.ts'
import { createKeyRingFile, readKeyRingFile, replaceKeyRingFile, rotatedKeyRing } from '#src/records/key-ring.ts'
import { createSigningKeyFile, readSigningKeyFile, signingKeyFromSeed } from '#src/records/signing-key.ts'
import { type FakeIssuer, startFakeIssuer } from '#test/support/fake-issuer.ts'
import { type ChangedFolder, copyFolder, PROFILE } from '#test/support/policies.ts'

let data: string
let profile: ChangedFolder
let directory: FakeIssuer
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'doctor-'))
  profile = copyFolder(PROFILE)
  // The tests of the shipped profile say what this copy changes.
  rmSync(join(profile.folder, 'tests'), { recursive: true })
  directory = await startFakeIssuer('RS256')
  // Nothing of the shipped profile may be asked over the network here.
  const { issuer } = directory
  profile.change(
    'issuers.yaml',
    'issuer: https://login.microsoftonline.us/5f3c1d2e-7a9b-4c58-9e10-2b6d4f8a1c37/v2.0',
    `issuer: ${issuer}`,
  )
  profile.change(
    'issuers.yaml',
    'jwksUri: https://login.microsoftonline.us/5f3c1d2e-7a9b-4c58-9e10-2b6d4f8a1c37/discovery/v2.0/keys',
    `jwksUri: ${issuer}/jwks`,
  )
  for (const origin of ['https://ai.magnolia-gov.example', 'https://api.delta-ai.example']) {
    profile.change('catalog.yaml', `origin: ${origin}\n`, `origin: ${issuer}\n      network: loopback\n`)
  }
  profile.change('catalog.yaml', 'origin: https://llm.pine.its.ms.gov', `origin: ${issuer}`)
  profile.change('catalog.yaml', '      network: private\n      cidr: 10.20.30.0/28\n', '      network: loopback\n')
  profile.change('catalog.yaml', 'credential: file:/run/secrets/pine-api-key', 'credential: none')
})
afterEach(async () => {
  await directory.close()
  profile.remove()
  rmSync(data, { recursive: true })
})

const environment = () => ({
  STATEHOUSE_POLICIES: profile.folder,
  STATEHOUSE_DATA: data,
  STATEHOUSE_PUBLIC_URL: 'http://127.0.0.1:1',
  MAGNOLIA_API_KEY: 'canary-1',
  PAGES_CLIENT_SECRET: 'canary-3',
  DELTA_API_KEY: 'canary-2',
})

async function run(env: Record<string, string>): Promise<{ code: number; findings: NamedFinding[]; text: string }> {
  const lines: string[] = []
  const code = await doctor.run(['--json'], {
    env,
    stdout: (line) => lines.push(line),
    stderr: (line) => lines.push(line),
  })
  return { code, findings: JSON.parse(lines[0]!).checks, text: lines.join('\n') }
}
const statesOf = (findings: NamedFinding[], name: string) =>
  findings.filter((one) => one.name === name).map(({ state }) => state)

async function makeKeys(): Promise<void> {
  await createSigningKeyFile(join(data, 'keys', 'log-signing-key.json'), 'statehouse.local/ai')
  await createKeyRingFile(join(data, 'keys', 'record-key.json'))
}

async function escrowKeys(): Promise<void> {
  const ring = (await readKeyRingFile(join(data, 'keys', 'record-key.json'))).id
  const { vkey } = await readSigningKeyFile(join(data, 'keys', 'log-signing-key.json'))
  const custodians = ['archives', 'auditor'].map((name) => ({ name, thumbprint: name }))
  await writeEscrowReceipt(data, { version: 1, at: '2026-11-22T00:00:00Z', ring, vkey, custodians })
}

test('keys that nobody else holds fail; a demo’s are made up', async () => {
  await makeKeys()
  expect(statesOf((await run(environment())).findings, 'keys')).toEqual(['ok', 'ok', 'fail'])
  markDemoFolder(data)
  expect(statesOf((await run(environment())).findings, 'keys')).toEqual(['ok', 'ok', 'warn'])
})

test('keys that were changed since they were sealed to custodians fail', async () => {
  await makeKeys()
  await escrowKeys()
  expect(statesOf((await run(environment())).findings, 'keys')).toEqual(['ok', 'ok', 'ok'])
  const path = join(data, 'keys', 'record-key.json')
  await replaceKeyRingFile(path, rotatedKeyRing(await readKeyRingFile(path)))
  expect(statesOf((await run(environment())).findings, 'keys')).toEqual(['ok', 'ok', 'fail'])
})

test('a sound set-up passes; what is relaxed, unproven and unwitnessed is said', async () => {
  await makeKeys()
  await escrowKeys()
  const { code, findings, text } = await run(environment())
  expect(findings.filter(({ state }) => state === 'fail')).toEqual([])
  expect(code).toBe(0)
  expect(statesOf(findings, 'identity providers')).toEqual(['ok'])
  expect(statesOf(findings, 'upstream TLS')).toEqual(['ok', 'ok', 'ok'])
  // Two labels and a notice that counsel has still to approve.
  expect(statesOf(findings, 'texts')).toEqual(['warn', 'warn', 'warn'])
  expect(text).toContain('not independently witnessed')
  expect(text).toContain('accepts typ JWT')
  expect(text).not.toMatch(/canary-\d/)
  expect(statesOf(findings, 'checks')).toEqual(['warn'])
  // Whoever reads it knows what to set.
  const said = findings.find(({ name }) => name === 'checks')!.detail
  expect(said).toMatch(/not running: canary arithmetic, probe interview-by-gender/)
  for (const set of ['clients.yaml', 'CHECKS_APP_SECRET', 'case-support, summarise', 'subjectTypes: [service]'])
    expect(said).toContain(set)
})

test('an anchor that holds a checkpoint of this log vouches for it; one of another log fails', async () => {
  await makeKeys()
  await escrowKeys()
  const file = join(data, 'keys', 'log-signing-key.json')
  const { name, privateKey } = await readSigningKeyFile(file)
  const anchor = join(data, 'anchor')
  const env = { ...environment(), STATEHOUSE_ANCHOR: anchor }
  expect(statesOf((await run(env)).findings, 'witness')).toEqual(['warn', 'warn'])
  writeFileSync(anchor, signCheckpoint({ origin: name, size: 3, root: Buffer.alloc(32) }, privateKey))
  const { findings, text } = await run(env)
  expect(statesOf(findings, 'witness')).toEqual(['ok'])
  expect(text).not.toContain('not independently witnessed')
  const other = signingKeyFromSeed(name, Buffer.alloc(32, 9))
  writeFileSync(anchor, signCheckpoint({ origin: name, size: 3, root: Buffer.alloc(32) }, other.privateKey))
  expect(statesOf((await run(env)).findings, 'witness')).toEqual(['fail', 'warn'])
})

test('a second disk that isn’t there fails, and one that is the first disk is told', async () => {
  await makeKeys()
  const states = async (mirror: string) =>
    statesOf((await run({ ...environment(), STATEHOUSE_MIRROR: mirror })).findings, 'mirror')
  expect(await states(join(data, 'nowhere', 'mirror'))).toEqual(['fail'])
  expect(await states(data)).toEqual(['warn'])
  expect(statesOf((await run(environment())).findings, 'mirror')).toEqual(['warn'])
})

test('missing keys, an unreachable directory and a missing credential fail', async () => {
  directory.answer = 'error'
  const { MAGNOLIA_API_KEY: _, ...env } = environment()
  const { code, findings } = await run(env)
  expect(code).toBe(1)
  expect(statesOf(findings, 'keys')).toEqual(['fail', 'fail', 'fail'])
  expect(statesOf(findings, 'identity providers')).toEqual(['fail'])
  expect(statesOf(findings, 'credentials')).toContain('fail')
})

test('a key that others can read fails', async () => {
  await makeKeys()
  chmodSync(join(data, 'keys', 'record-key.json'), 0o644)
  expect(statesOf((await run(environment())).findings, 'keys')).toEqual(['ok', 'ok', 'fail', 'fail'])
})

test('a wrong configuration and a broken policy are told, and the rest is checked as far as it can be', async () => {
  const wrong = await run({ ...environment(), STATEHOUSE_TYPO: '1' })
  expect(wrong.code).toBe(1)
  expect(wrong.findings.map(({ name }) => name)).toEqual(['configuration', 'witness'])
  profile.change('quotas.yaml', 'window: day', 'window: year')
  const broken = await run(environment())
  expect(statesOf(broken.findings, 'policy')).toEqual(['fail'])
  expect(statesOf(broken.findings, 'disk space')).not.toEqual([])
})

test('a check that throws has failed, and the others are made all the same', async () => {
  const checks: DoctorCheck[] = [
    { name: 'broken', needs: [], run: () => Promise.reject(new Error('oops')) },
    { name: 'fine', needs: [], run: () => [{ state: 'ok', detail: '' }] },
  ]
  expect(await examine(checks, {})).toMatchObject([
    { name: 'broken', state: 'fail', detail: 'oops' },
    { name: 'fine', state: 'ok' },
  ])
})

test('an issuer that tells of nobody who leaves is warned of; a SCIM credential that is missing, short or shared fails', async () => {
  const signals = async (more: Record<string, string> = {}) =>
    (await run({ ...environment(), ...more })).findings.filter((finding) => finding.name === 'signals')
  expect(await signals()).toMatchObject([{ state: 'warn', detail: expect.stringContaining('its-entra') }])
  profile.change(
    'issuers.yaml',
    '    clauses: [MS-22, MS-34',
    '    scim: { credential: env:SCIM_ENTRA }\n    clauses: [MS-22, MS-34',
  )
  expect(await signals()).toMatchObject([{ state: 'fail', detail: expect.stringContaining('env:SCIM_ENTRA') }])
  expect(await signals({ SCIM_ENTRA: 'short' })).toMatchObject([
    { state: 'fail', detail: expect.stringContaining('32') },
  ])
  const good = await signals({ SCIM_ENTRA: 'canary-scim-0123456789-0123456789-0123' })
  expect(good).toMatchObject([{ state: 'ok' }])
  expect(JSON.stringify(good)).not.toContain('canary-scim')
})

test('a back-channel logout that names people otherwise than tokens do is warned of: it reaches sessions only', async () => {
  profile.change(
    'issuers.yaml',
    '    clauses: [MS-22, MS-34',
    '    backChannelLogout: { audience: [app] }\n    clauses: [MS-22, MS-34',
  )
  const { findings } = await run(environment())
  expect(findings.filter(({ name }) => name === 'signals')).toMatchObject([
    { state: 'warn', detail: expect.stringMatching(/claim sid.*by oid/) },
  ])
})

test('what of the law of records requests waits for a person is named, and so are a calendar that ends and a law that is missing', async () => {
  const found = async () => (await run(environment())).findings.filter(({ name }) => name === 'records requests')
  expect(
    (await found()).map(({ detail }) => detail).filter((detail) => /^records-requests.yaml, /.test(detail)),
  ).toEqual([
    expect.stringContaining('office'),
    expect.stringContaining('thirdParty'),
    expect.stringContaining('fees.rates.0'),
    expect.stringContaining('fees.rates.1'),
    expect.stringContaining('fees: '),
    expect.stringContaining('appeal'),
  ])
  const text = readFileSync(join(profile.folder, 'profile.yaml'), 'utf8')
  const [listed] = /holidays:\n(?: {2}- .*\n)+/.exec(text)!
  profile.change('profile.yaml', listed, 'holidays: [2020-01-01]\n')
  expect(await found()).toContainEqual(
    expect.objectContaining({ state: 'warn', detail: expect.stringContaining('holidays are listed until 2020-01-01') }),
  )
  rmSync(join(profile.folder, 'records-requests.yaml'))
  expect(await found()).toMatchObject([
    { state: 'fail', detail: expect.stringContaining('records-requests.yaml is missing') },
  ])
})
