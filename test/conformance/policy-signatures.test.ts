import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as seal from '#src/cli/policy-seal.ts'
import * as sign from '#src/cli/policy-sign.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { type PolicyFolder, policyFolder } from '#test/support/policy-folder.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let folder: string
let profile: PolicyFolder
let signersFile: string
let gateway: TestGateway | null
let said: string[]
const recordKey = createKeyRing()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signed-'))
  profile = policyFolder()
  profile.edit('catalog.yaml', 'credential: file:/run/secrets/pine-api-key', 'credential: none')
  signersFile = join(folder, 'signers')
  gateway = null
  said = []
})
afterEach(async () => {
  await gateway?.close()
  profile.remove()
  rmSync(folder, { recursive: true, force: true })
})

const context = () => ({
  policies: profile.folder,
  stdout: (line: string) => void said.push(line),
  stderr: (line: string) => void said.push(line),
})

async function sealed(sequence: number): Promise<void> {
  expect(await seal.run(['--sequence', String(sequence), '--not-before', '2026-01-01T00:00:00Z'], context())).toBe(0)
  const roles = ['cto', 'records-officer', 'security-officer', 'privacy-officer', 'executive-director']
  const lines: string[] = []
  for (const role of roles) {
    expect(await sign.run(['--key', join(folder, `${role}.key`), '--as', role, '--json'], context())).toBe(0)
    lines.push(`signer ${role} ${(JSON.parse(said.at(-1)!) as { vkey: string }).vkey}`)
  }
  writeFileSync(signersFile, lines.join('\n'))
}

/** A change that no test of the profile pins. */
const change = (step: number) => profile.edit('profile.yaml', /jurisdiction: .*/, `jurisdiction: US-${step}`)

const start = () =>
  startGateway({
    upstream: 'http://127.0.0.1:7',
    profile: profile.folder,
    signersFile,
    folder: join(folder, 'data'),
    app: { recordKey },
  })

test('a gateway that asks for signatures takes a signed policy, and neither an unsigned nor an older one, also after a restart (MO-32)', async () => {
  await sealed(1)
  gateway = await start()
  const first = gateway.app.policy.current()
  const firstFiles = ['profile.yaml', 'manifest.note'].map((file) => [file, profile.read(file)] as const)

  change(2)
  expect((await gateway.app.policy.reload('signal')).kind).toBe('refused')
  expect(gateway.app.policy.current().digest).toBe(first.digest)
  await sealed(2)
  expect((await gateway.app.policy.reload('signal')).kind).toBe('live')
  const second = gateway.app.policy.current()
  const live = (await entriesOf(gateway)).filter(({ type }) => type === 'policy').map(metaOf)
  expect(live.at(-1)).toMatchObject({
    action: 'live',
    digest: second.digest,
    seal: { sequence: 2, signers: [{ role: 'cto', name: 'cto' }, {}, {}, {}, {}] },
  })

  for (const [file, text] of firstFiles) profile.write(file, text)
  const older = await gateway.app.policy.reload('signal')
  expect(older).toMatchObject({
    kind: 'refused',
    problems: [{ problem: expect.stringContaining('bundle 1 is older than bundle 2') }],
  })
  // The folder is watched too: it may have been read once more in between.
  expect(gateway.app.policy.current().digest).toBe(second.digest)
  await gateway.close()
  gateway = null
  await expect(start()).rejects.toThrow(/bundle 1 is older than bundle 2/)
})

test('a layer that was changed after it was signed is refused, and the signed policy stays', async () => {
  await sealed(1)
  gateway = await start()
  const signed = gateway.app.policy.current()
  profile.write('../base/roles.yaml', `${profile.read('../base/roles.yaml')}#`)
  expect(await gateway.app.policy.reload('signal')).toMatchObject({
    kind: 'refused',
    problems: [
      { file: expect.stringMatching(/base\/roles\.yaml$/), problem: 'the file is not the one that was sealed' },
    ],
  })
  expect(gateway.app.policy.current().digest).toBe(signed.digest)
})

test('an unsigned policy doesn’t start where signatures are asked for', async () => {
  await sealed(1)
  profile.delete('manifest.note')
  await expect(start()).rejects.toThrow(/isn’t signed/)
})
