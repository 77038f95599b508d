import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as init from '#src/cli/init.ts'
import * as token from '#src/cli/token.ts'
import { startIdentityProvider } from '#src/demo/identity-provider.ts'
import { preparePolicy } from '#src/policy-operations/prepare-policy.ts'
import { readKeyRingFile } from '#src/records/key-ring.ts'
import { readSigningKeyFile } from '#src/records/signing-key.ts'

let folder: string
let out: string[]
let err: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'))
  out = []
  err = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const context = () => ({
  stdout: (line: string) => out.push(line),
  stderr: (line: string) => err.push(line),
  recordKeyFile: join(folder, 'keys', 'record-key.json'),
  logKeyFile: join(folder, 'keys', 'log-signing-key.json'),
  logOrigin: 'log.example/ai',
  publicUrl: 'https://ai.example',
})

test('init makes keys that only their owner can read, and a profile that loads', async () => {
  const { recordKeyFile, logKeyFile } = context()
  expect(await init.run(['--profile', join(folder, 'profile')], context())).toBe(0)
  for (const file of [recordKeyFile, logKeyFile]) expect(statSync(file).mode & 0o077).toBe(0)
  const key = await readSigningKeyFile(logKeyFile)
  expect(out.join('\n')).toContain(key.vkey)
  expect(out.join('\n')).not.toContain(readFileSync(logKeyFile, 'utf8').trim().split('+').slice(4).join('+'))
  expect((await readKeyRingFile(recordKeyFile)).id).toMatch(/^[0-9a-f]{8}$/)
  const prepared = preparePolicy({ folder: join(folder, 'profile'), signers: null, now: Date.now() })
  expect(prepared.policy.profile.id).toBe('us-ms-its')
  expect(prepared.tests).toBeGreaterThan(100)
})

test('init replaces nothing, and makes nothing where something is in the way', async () => {
  await init.run([], context())
  const before = readFileSync(context().recordKeyFile, 'utf8')
  expect(await init.run(['--profile', join(folder, 'profile')], context())).toBe(1)
  expect(readFileSync(context().recordKeyFile, 'utf8')).toBe(before)
  expect(statSync(join(folder, 'profile'), { throwIfNoEntry: false })).toBeUndefined()
  expect(err).toHaveLength(2)
})

test('token prints a token and nothing else, or says what to do', async () => {
  const provider = await startIdentityProvider({ port: 0, audience: 'urn:test' })
  expect(await token.run(['--persona', 'auditor', '--issuer', provider.issuer], context())).toBe(0)
  expect(out).toEqual([expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)])
  await provider.close()
  expect(await token.run(['--persona', 'auditor', '--issuer', provider.issuer], context())).toBe(1)
  expect(err).toEqual([expect.stringContaining('start the demo')])
  expect(await token.run(['--persona', 'king'], context())).toBe(2)
})
