import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as custodian from '#src/cli/keys-custodian.ts'
import * as escrow from '#src/cli/keys-escrow.ts'
import * as recover from '#src/cli/keys-recover.ts'
import * as rotate from '#src/cli/keys-rotate.ts'
import * as logVerify from '#src/cli/log-verify.ts'
import type { RecordsContext } from '#src/cli/records-context.ts'
import { parseSignedNote } from '#src/core/signed-note.ts'
import { isCovered, readEscrowReceipt } from '#src/records/escrow/escrow-receipt.ts'
import { createKeyRing, createKeyRingFile, keyRingText, readKeyRingFile } from '#src/records/key-ring.ts'
import { createSigningKeyFile, readSigningKeyFile, signingKeyFromSeed } from '#src/records/signing-key.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'

let folder: string
let context: RecordsContext
let said: string[]
beforeEach(async () => {
  folder = makeFolder()
  said = []
  const line = (text: string) => void said.push(text)
  context = {
    env: {},
    stdout: line,
    stderr: line,
    dataFolder: join(folder, 'data'),
    recordKeyFile: join(folder, 'r'),
    logKeyFile: join(folder, 'l'),
  }
  await createKeyRingFile(context.recordKeyFile)
  await createSigningKeyFile(context.logKeyFile, 'log.example.gov/ai')
})
afterEach(() => dropFolder(folder))

async function open(more: { nowMs?: number } = {}) {
  const signingKey = await readSigningKeyFile(context.logKeyFile)
  const recordKey = await readKeyRingFile(context.recordKeyFile)
  const clock = { now: () => more.nowMs ?? Date.now() }
  return openStore(context.dataFolder, { origin: signingKey.name, signingKey, recordKey, clock })
}

async function record(count: number): Promise<void> {
  const store = await open()
  for (let i = 0; i < count; i++) await store.append(draft('boot'))
  await store.close()
}

async function custodianFiles(): Promise<string[]> {
  const files: string[] = []
  for (const name of ['archives', 'auditor']) {
    expect(await custodian.run([name, '--out', join(folder, `${name}.private`)], context)).toBe(0)
    files.push(join(folder, `${name}.jwk`))
    writeFileSync(files.at(-1)!, said.at(-1)!)
  }
  return files
}

describe('keys of the log', { tags: ['MS-24', 'MO-13'] }, () => {
  test('a log is opened with no other keys than those that it was written with, before anything is added', async () => {
    await record(2)
    const mine = {
      recordKey: await readKeyRingFile(context.recordKeyFile),
      signingKey: await readSigningKeyFile(context.logKeyFile),
    }
    const { name: origin } = mine.signingKey
    const store = await open()
    await store.checkpoint()
    await store.close()
    const others = [
      { ...mine, recordKey: createKeyRing() },
      { ...mine, signingKey: signingKeyFromSeed(origin, Buffer.alloc(32, 3)) },
    ]
    for (const keys of others)
      await expect(openStore(context.dataFolder, { origin, ...keys })).rejects.toMatchObject({ name: 'OtherKeys' })
    const again = await open()
    expect(await again.size()).toBe(2)
    await again.close()
  })

  test('escrowed keys come back with both custodians, and the act is in the log', async () => {
    const [a, b] = (await custodianFiles()) as [string, string]
    expect(await escrow.run(['--custodian', a, '--custodian', b, '--out', folder, '--json'], context)).toBe(0)
    const { files } = JSON.parse(said.at(-1)!) as { files: [string, string] }
    const args = (keys: [string, string]) =>
      files.flatMap((file, i) => ['--share', file, '--key', join(folder, `${keys[i]}.private`)])
    expect(await recover.run([...args(['archives', 'archives']), '--out', join(folder, 'no')], context)).toBe(1)
    expect(await recover.run([...args(['archives', 'auditor']), '--out', join(folder, 'new')], context)).toBe(0)
    const recovered = await readKeyRingFile(join(folder, 'new', 'record-key.json'))
    expect(keyRingText(recovered)).toBe(keyRingText(await readKeyRingFile(context.recordKeyFile)))
    expect((await readSigningKeyFile(join(folder, 'new', 'log-signing-key.json'))).name).toBe('log.example.gov/ai')
    const store = await open()
    const entry = await store.entry(0)
    expect(JSON.parse(entry!.parts['meta']!.toString())).toMatchObject({ type: 'admin', action: 'keys.escrow' })
    await store.close()
  })

  test('after a rotation old and new records open, new parts are under the new key, and the escrow is out of date', async () => {
    const [a, b] = (await custodianFiles()) as [string, string]
    await record(2)
    await escrow.run(['--custodian', a, '--custodian', b, '--out', folder], context)
    expect(await rotate.run(['--record', '--json'], context)).toBe(0)
    await record(1)
    const ring = await readKeyRingFile(context.recordKeyFile)
    expect(ring.older).toHaveLength(1)
    const store = await open()
    const bodies = await Promise.all([0, 1, 5].map(async (i) => (await store.entry(i))!.parts['body']!.toString()))
    expect(bodies).toEqual(['body of boot', 'body of boot', 'body of boot'])
    await store.close()
    expect(await logVerify.run([], context)).toBe(0)
    const signingKey = await readSigningKeyFile(context.logKeyFile)
    expect(isCovered((await readEscrowReceipt(context.dataFolder))!, { ring, signingKey })).toBe(false)
  })

  test('what a stream had shown before a rotation is recorded after it', async () => {
    const ref = ids.exchangeId()
    const before = await open()
    await before.append(draft('prompt', ref))
    await before.spool({ ref, seq: 0, body: Buffer.from('shown '), released: Buffer.from('shown ') })
    await before.close()
    await rotate.run(['--record'], context)
    const store = await open()
    await store.recoverInterrupted({ open: new Set() })
    expect((await store.exchange(ref)).at(-1)!.parts['body']!.toString()).toBe('shown ')
    await store.close()
  })

  test('a new signing key is believed by whoever knows the old one, and the other way round', async () => {
    const { vkey: old } = await readSigningKeyFile(context.logKeyFile)
    await record(2)
    expect(await rotate.run(['--log', '--json'], context)).toBe(0)
    const { vkey } = JSON.parse(said.at(-1)!) as { vkey: string }
    expect(vkey).not.toBe(old)
    expect(await logVerify.run(['--vkey', old], context)).toBe(0)
    expect(await logVerify.run(['--vkey', vkey], context)).toBe(0)
    const stranger = (await createSigningKeyFile(join(folder, 'other'), 'log.example.gov/ai')).vkey
    expect(await logVerify.run(['--vkey', stranger], context)).toBe(1)
  })

  test('for thirty days checkpoints carry both signatures, then the new one only', async () => {
    await record(1)
    await rotate.run(['--log'], context)
    const signatures = async (days: number): Promise<number> => {
      const store = await open({ nowMs: Date.now() + days * 86_400_000 })
      await store.append(draft('boot'))
      const { signatures: lines } = parseSignedNote(await store.checkpoint())
      await store.close()
      return lines.length
    }
    expect(await signatures(29)).toBe(2)
    expect(await signatures(31)).toBe(1)
    expect(await logVerify.run([], context)).toBe(0)
  })

  test.each([custodian, escrow, recover, rotate])(
    'each command explains itself, and wrong use is 2',
    async (command) => {
      expect(await command.run(['--help'], context)).toBe(0)
      expect(said[0]).toBe(command.usage)
      expect(await command.run(['--no-such-option'], context)).toBe(2)
    },
  )
})
