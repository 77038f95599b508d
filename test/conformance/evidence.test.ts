import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseSignedNote, parseVerifierKey } from '#src/core/signed-note.ts'
import { startSandbox } from '#src/demo/sandbox/server.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { createWitness } from '#src/records/witness/witness.ts'
import { openWitnessFolder } from '#src/records/witness/witness-folder.ts'
import { witnessKeyFromSeed } from '#src/records/witness/witness-key.ts'
import { serveWitness, type WitnessServer } from '#src/records/witness/witness-server.ts'
import { OBJECT_KEY, startObjectStore } from '../support/object-store.ts'
import { startGateway } from '../support/start-gateway.ts'

const key = witnessKeyFromSeed('auditor.example/witness', Buffer.alloc(32, 4))
const log = signingKeyFromSeed('test.example/log', Buffer.alloc(32, 7))
const recordKey = createKeyRing()
let folder: string
let sandbox: Awaited<ReturnType<typeof startSandbox>>
let witness: WitnessServer
let env: Record<string, string>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'))
  sandbox = await startSandbox({})
  const memory = await openWitnessFolder(join(folder, 'witness'))
  const { name, privateKey } = key
  const logs = [parseVerifierKey(log.vkey)]
  witness = await serveWitness(createWitness({ name, privateKey, logs, memory, now: () => Date.now() }), {
    host: '127.0.0.1',
    port: 0,
  })
  await writeFile(join(folder, 'witnesses'), `witness auditor ${key.vkey} ${witness.url}\nquorum auditor\n`)
  env = {
    STATEHOUSE_ANCHOR: join(folder, 'anchor', 'checkpoint'),
    STATEHOUSE_MIRROR: join(folder, 'mirror'),
    STATEHOUSE_WITNESSES: join(folder, 'witnesses'),
  }
})
afterEach(async () => {
  await witness.close()
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

const start = (data: string, more: Record<string, string> = env) =>
  startGateway({ upstream: sandbox.origin, folder: join(folder, data), env: more, app: { recordKey } })

describe('a gateway whose records others vouch for', { tags: ['MO-13', 'MS-24'] }, () => {
  test('shows anchor, witnesses and second disk, and serves the checkpoint that they cosigned', async () => {
    const gateway = await start('data')
    const client = await gateway.client()
    await client.chat.completions.create({ model: 'general-drafting', messages: [{ role: 'user', content: 'Hello' }] })
    const ready = async () => (await (await fetch(`${gateway.url}/readyz`)).json()) as { evidence: object }
    await vi.waitFor(async () => {
      const size = await gateway.app.store.size()
      expect((await ready()).evidence).toMatchObject({
        anchor: { size },
        witnessed: { size },
        witnesses: [{ name: 'auditor', fault: null }],
        mirror: { behind: 0, fault: null },
      })
    }, 10_000)
    const note = parseSignedNote(await (await fetch(`${gateway.url}/log/checkpoint`)).text())
    expect(note.signatures.map(({ name }) => name)).toEqual(['test.example/log', 'auditor.example/witness'])
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
    expect(metrics).toMatch(/statehouse_witness_lag_seconds \d/)
    expect(metrics).toContain('statehouse_mirror_behind_entries 0')
    await gateway.close()
  })

  test('keeps its mirror in an object store, shows how far it is, and is not started with an address that is none', async () => {
    const objects = await startObjectStore(`file:${join(folder, 'object-key')}`)
    await writeFile(join(folder, 'object-key'), `${OBJECT_KEY.id}:${OBJECT_KEY.secret}\n`)
    const gateway = await start('data', { STATEHOUSE_MIRROR: objects.address })
    await vi.waitFor(async () => {
      const { evidence } = (await (await fetch(`${gateway.url}/readyz`)).json()) as { evidence: object }
      const size = await gateway.app.store.size()
      expect(evidence).toMatchObject({ mirror: { size, behind: 0, fault: null } })
    }, 10_000)
    await gateway.close()
    expect([...objects.objects.keys()]).toContain('records/its/log/current')
    await objects.close()
    const nowhere = { STATEHOUSE_MIRROR: 's3+https://store.example/records' }
    await expect(start('data', nowhere)).rejects.toMatchObject({ name: 'ConfigError' })
  })

  test.each(['STATEHOUSE_ANCHOR', 'STATEHOUSE_WITNESSES'])(
    'is not started over a store that %s has seen further, and writes nothing into it',
    async (name) => {
      const first = await start('data')
      const client = await first.client()
      await client.chat.completions.create({
        model: 'general-drafting',
        messages: [{ role: 'user', content: 'Hello' }],
      })
      await first.close()
      // A store of the same log that knows less: what was there before, put back.
      const before = await start('older', {})
      const size = await before.app.store.size()
      await before.close()
      await expect(start('older', { [name]: env[name]! })).rejects.toMatchObject({ name: 'StoreBehind' })
      const after = await start('older', {})
      // Its boot entry and nothing of the start that was refused.
      expect(await after.app.store.size()).toBe(size + 1)
      await after.close()
    },
  )

  test('serves on while anchor, witness and second disk are gone, and says so', async () => {
    await writeFile(join(folder, 'file'), '')
    await writeFile(join(folder, 'witnesses'), `witness auditor ${key.vkey} http://127.0.0.1:9\nquorum auditor\n`)
    const beneath = join(folder, 'file', 'beneath')
    // An anchor that is there and can’t be written; one that can’t even be read stops the start.
    await mkdir(join(folder, 'anchor', 'checkpoint.new'), { recursive: true })
    const gone = { ...env, STATEHOUSE_MIRROR: beneath }
    const gateway = await start('data', gone)
    const client = await gateway.client()
    const answer = await client.chat.completions.create({
      model: 'general-drafting',
      messages: [{ role: 'user', content: 'Hello' }],
    })
    expect(answer.choices).toHaveLength(1)
    await vi.waitFor(async () => {
      const answer = await fetch(`${gateway.url}/readyz`)
      expect(answer.status).toBe(200)
      const { evidence } = (await answer.json()) as { evidence: object }
      const fault = expect.any(String) as string
      expect(evidence).toMatchObject({ witnessed: null, witnesses: [{ fault }], anchor: { fault }, mirror: { fault } })
    }, 10_000)
    await gateway.close()
  })
})
