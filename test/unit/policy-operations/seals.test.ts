import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as seal from '#src/cli/policy-seal.ts'
import * as sign from '#src/cli/policy-sign.ts'
import * as verify from '#src/cli/policy-verify.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { PolicyError } from '#src/policy/problem.ts'
import { readBundle } from '#src/policy-operations/bundle-files.ts'
import { MANIFEST_FILE, manifestDifferences, parseManifest } from '#src/policy-operations/manifest.ts'
import { policySource } from '#src/policy-operations/policy-source.ts'
import { checkSequence } from '#src/policy-operations/sequence.ts'
import { parseSigners, signaturesNeeded } from '#src/policy-operations/signers.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { type PolicyFolder, policyFolder } from '#test/support/policy-folder.ts'

const ROLES = ['cto', 'records-officer', 'security-officer', 'privacy-officer', 'executive-director'] as const

let copy: PolicyFolder
let out: string[]
let signersFile: string
beforeEach(() => {
  copy = policyFolder()
  out = []
  signersFile = join(copy.folder, '..', 'signers')
})
afterEach(() => copy.remove())

const context = () => ({
  policies: copy.folder,
  config: { policySigners: signersFile },
  stdout: (line: string) => void out.push(line),
  stderr: (line: string) => void out.push(line),
})

/** Seals, has everybody sign, and names them as signers. */
async function sealed(roles: readonly string[] = ROLES, sequence = 1): Promise<void> {
  expect(await seal.run(['--sequence', String(sequence), '--not-before', '2026-01-01T00:00:00Z'], context())).toBe(0)
  const lines: string[] = []
  for (const role of ROLES) {
    const keyFile = join(copy.folder, '..', `${role}.key`)
    if (roles.includes(role)) expect(await sign.run(['--key', keyFile, '--as', `person-${role}`], context())).toBe(0)
    const line = out.at(-1)!.match(/signer ROLE (\S+)$/)?.[1]
    if (line !== undefined) lines.push(`signer ${role} ${line} # in writing`)
  }
  if (roles.length === ROLES.length) writeFileSync(signersFile, `${lines.join('\n')}\n`)
}

const problems = () => {
  try {
    policySource({ folder: copy.folder, signersFile, now: () => Date.parse('2026-11-22') }).prepare()
    return []
  } catch (error) {
    if (error instanceof PolicyError) return error.problems.map(({ problem }) => problem)
    throw error
  }
}

test('a folder that everybody needed has signed is accepted, with who they were (MO-32)', async () => {
  await sealed()
  expect(problems()).toEqual([])
  expect(await verify.run([], context())).toBe(0)
  expect(out.at(-1)).toContain('person-cto (cto), person-records-officer (records-officer)')
})

test('a role whose signature is missing is named, with the files that need it', async () => {
  await sealed()
  await sealed(['cto', 'security-officer', 'privacy-officer', 'executive-director'], 2)
  expect(problems()).toEqual([
    'the signature of records-officer is missing, for ../base/access.yaml, access.yaml, records-requests.yaml, retention.yaml',
    'the signature of attorney or records-officer is missing, for exemptions.yaml',
  ])
})

test('an unsigned folder, and one that was changed after it was signed, are refused', async () => {
  await sealed()
  copy.edit('quotas.yaml', 'requests: 1000', 'requests: 9999')
  copy.edit('tests/settings.yaml', 'requests: 1000', 'requests: 9999')
  expect(problems()).toEqual(['the file is not the one that was sealed', 'the file is not the one that was sealed'])
  rmSync(join(copy.folder, MANIFEST_FILE))
  expect(problems()).toEqual(['the policy isn’t signed'])
})

test('a bundle holds its layers, under one name however they are written, and no other folder', async () => {
  await sealed()
  const { manifest } = parseManifest(copy.read(MANIFEST_FILE))
  const folders = new Set(Object.keys(manifest.files).map((path) => path.slice(0, path.lastIndexOf('/') + 1)))
  expect([...folders].sort()).toEqual(['', '../base/', '../enterprise-us-ms/', 'tests/'])
  const roundabout = readBundle(`${copy.folder}/../us-ms-its/`)
  expect(manifestDifferences(manifest, roundabout)).toEqual([])
})

test('one byte of a layer breaks the seal, and another layer in its place isn’t the sealed one', async () => {
  await sealed()
  copy.write('../base/classes.yaml', `${copy.read('../base/classes.yaml')}#`)
  expect(problems()).toEqual(['the file is not the one that was sealed'])
  await sealed(ROLES, 2)
  expect(problems()).toEqual([])
  renameSync(join(copy.folder, '../base'), join(copy.folder, '../other'))
  copy.edit('profile.yaml', '../base', '../other')
  expect(new Set(problems())).toEqual(
    new Set([
      'the file is not the one that was sealed',
      'the file is not in the manifest',
      'the file is sealed and missing',
    ]),
  )
})

test('what is loaded is what was read for the seal, whatever lies in the folders by then', () => {
  const files = readBundle(copy.folder)
  const { digest } = loadPolicy({ folder: copy.folder })
  copy.edit('classes.yaml', 'default: internal', 'default: public')
  rmSync(join(copy.folder, 'quotas.yaml'))
  copy.write('../base/another.yaml', 'version: 1')
  expect(loadPolicy({ folder: copy.folder, files }).digest).toBe(digest)
  expect(() => loadPolicy({ folder: copy.folder })).toThrow(PolicyError)
})

test('a value of a layer is in the policy’s digest, a comment isn’t', () => {
  const { digest } = loadPolicy({ folder: copy.folder })
  copy.write('../base/classes.yaml', `${copy.read('../base/classes.yaml')}# read again\n`)
  expect(loadPolicy({ folder: copy.folder }).digest).toBe(digest)
  copy.edit('classes.yaml', 'default: internal', 'default: confidential')
  expect(loadPolicy({ folder: copy.folder }).digest).not.toBe(digest)
})

test.each([
  ['exceptions.yaml', ['executive-director']],
  ['../base/roles.yaml', ['security-officer']],
  ['../base/incidents.yaml', ['security-officer']],
  ['../base/acceptable-use.yaml', ['cto', 'hr']],
  ['../enterprise-us-ms/catalog.yaml', ['cto']],
  ['../enterprise-us-ms/prohibited.yaml', ['cto']],
  ['../base/redaction.yaml', ['privacy-officer']],
  ['tests/catalog.yaml', []],
])('%s is signed by one of %j, wherever it lies', (path, seats) => {
  const { vkey } = signingKeyFromSeed('somebody', Buffer.alloc(32, 1))
  expect(signaturesNeeded(parseSigners(`signer cto ${vkey}\n`), [path])).toEqual([{ path, seats }])
  const own = `signer cto ${vkey}\nrequire ${path.replace(/^.*\/|\.yaml$/g, '')} a|b,c\n`
  expect(signaturesNeeded(parseSigners(own), [path]).map((one) => one.seats)).toEqual(
    path.startsWith('tests/') ? [seats] : [['a', 'b'], ['c']],
  )
})

test('a signature by a key that isn’t listed counts for nothing', async () => {
  await sealed()
  const other = parseSigners(readFileSync(signersFile, 'utf8')).trusted[1]!
  const vkey = readFileSync(signersFile, 'utf8').split('\n')[1]!.split(' ')[2]
  expect(other.role).toBe('records-officer')
  writeFileSync(signersFile, `signer cto ${vkey}\n`)
  expect(problems()[0]).toMatch(/the signature of .* is missing/)
})

test('a bundle isn’t in force before its day, and a manifest of another profile isn’t its own', async () => {
  await sealed()
  const early = () => policySource({ folder: copy.folder, signersFile, now: () => Date.parse('2025-12-31') }).prepare()
  expect(early).toThrow(/not in force before 2026-01-01/)
})

test('an older bundle, and another with the number of one that was in force, are refused', () => {
  const one = { sequence: 4, manifest: 'a', notBefore: '', signers: [] }
  expect(() => checkSequence('p', one, undefined)).not.toThrow()
  expect(() => checkSequence('p', one, { sequence: 4, manifest: 'a' })).not.toThrow()
  expect(() => checkSequence('p', one, { sequence: 3, manifest: 'b' })).not.toThrow()
  expect(() => checkSequence('p', one, { sequence: 5, manifest: 'b' })).toThrow(/bundle 4 is older than bundle 5/)
  expect(() => checkSequence('p', one, { sequence: 4, manifest: 'b' })).toThrow(/another bundle with the number 4/)
})

test.each([
  ['', /names no signer/],
  ['signer cto', /line 1: write/],
  ['signer cto name+00000000+AAAA', /line 1: .*verifier key/],
  ['trust cto x', /line 1: write/],
])('a signers file that says %j is refused with the line', (text, reason) => {
  expect(() => parseSigners(text)).toThrow(reason)
})

test('who signs doesn’t sign what differs from the manifest, nor with another’s key', async () => {
  await sealed()
  const keyFile = join(copy.folder, '..', 'cto.key')
  expect(await sign.run(['--key', keyFile, '--as', 'somebody-else'], context())).toBe(1)
  copy.edit('profile.yaml', 'US-MS', 'US-XX')
  expect(await sign.run(['--key', keyFile, '--as', 'person-cto'], context())).toBe(1)
  expect(out.at(-1)).toContain('is not the one that was sealed')
})
