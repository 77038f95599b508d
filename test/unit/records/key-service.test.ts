import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as init from '#src/cli/init.ts'
import * as rotate from '#src/cli/keys-rotate.ts'
import * as wrap from '#src/cli/keys-wrap.ts'
import type { RecordsContext } from '#src/cli/records-context.ts'
import { createKeyRingFile, keyRingText, readKeyRingFile } from '#src/records/key-ring.ts'
import { parseKmsAddress } from '#src/records/kms/kms-address.ts'
import { createSigningKeyFile, readSigningKeyFile, signingKeyText } from '#src/records/signing-key.ts'
import { metaOf } from '#test/support/asking.ts'
import { type KeyServiceDouble, SERVICE_KEY, startKeyService } from '#test/support/key-service-double.ts'
import { draft, dropFolder, makeFolder, openStore } from '../../support/record-store.ts'

let folder: string
let context: RecordsContext
let said: string[]
let service: KeyServiceDouble
const NAME = 'log.example.gov/ai'

beforeEach(async () => {
  folder = makeFolder()
  said = []
  const line = (text: string) => void said.push(text)
  const credential = join(folder, 'credential')
  writeFileSync(credential, `${SERVICE_KEY.id}:${SERVICE_KEY.secret}\n`)
  service = await startKeyService(credential)
  context = {
    env: {},
    stdout: line,
    stderr: line,
    dataFolder: join(folder, 'data'),
    recordKeyFile: join(folder, 'r'),
    logKeyFile: join(folder, 'l'),
  }
})
afterEach(async () => {
  await service.close()
  dropFolder(folder)
})

async function open() {
  const signingKey = await readSigningKeyFile(context.logKeyFile)
  const recordKey = await readKeyRingFile(context.recordKeyFile)
  return openStore(context.dataFolder, { origin: signingKey.name, signingKey, recordKey })
}

/** Every secret of both files, as they would stand there. */
async function secrets(): Promise<string[]> {
  const ring = JSON.parse(keyRingText(await readKeyRingFile(context.recordKeyFile))) as Record<string, string>
  const line = signingKeyText(await readSigningKeyFile(context.logKeyFile)).split('\n')[0]!
  // The key is base64, in which a plus is a letter.
  return [ring['record']!, ring['sealed']!, line.split('+').slice(4).join('+')]
}

const files = (): string => [context.recordKeyFile, context.logKeyFile].map((file) => readFileSync(file, 'utf8')).join()

describe('keys that a key service wraps', { tags: ['MS-24', 'MS-13'] }, () => {
  test('init makes files that hold no key as it is, and what is recorded with them is read back', async () => {
    const own = { logOrigin: NAME, publicUrl: 'https://ai.example' }
    expect(await init.run(['--kms', service.address], { ...context, ...own })).toBe(0)
    for (const secret of await secrets()) expect(files()).not.toContain(secret)
    for (const file of [context.recordKeyFile, context.logKeyFile]) expect(statSync(file).mode & 0o077).toBe(0)
    const store = await open()
    await store.append(draft('boot'))
    expect((await store.entry(0))!.parts['body']?.toString()).toBe('body of boot')
    await store.close()
  })

  test('files that are there are wrapped and unwrapped with their keys the same, each time recorded', async () => {
    const { id } = await createKeyRingFile(context.recordKeyFile)
    const { vkey } = await createSigningKeyFile(context.logKeyFile, NAME)
    const before = await secrets()
    expect(await wrap.run(['--kms', service.address], context)).toBe(0)
    for (const secret of before) expect(files()).not.toContain(secret)
    expect([(await readKeyRingFile(context.recordKeyFile)).id, await secrets()]).toEqual([id, before])
    expect((await readSigningKeyFile(context.logKeyFile)).vkey).toBe(vkey)
    expect(await wrap.run(['--none'], context)).toBe(0)
    for (const secret of before) expect(files()).toContain(secret)
    const store = await open()
    const acts = [metaOf((await store.entry(0))!), metaOf((await store.entry(1))!)]
    expect(acts).toMatchObject([
      { action: 'keys.wrap', service: expect.stringMatching(/^127\.0\.0\.1:\d+ \(key alias\/records\)$/) },
      { action: 'keys.wrap', service: null },
    ])
    await store.close()
  })

  test('keys that replace wrapped ones are wrapped too, each file under a key of its own', async () => {
    await createKeyRingFile(context.recordKeyFile, service.address)
    await createSigningKeyFile(context.logKeyFile, NAME, service.address)
    const wrapped = () =>
      [context.recordKeyFile, context.logKeyFile].map(
        (file) => (JSON.parse(readFileSync(file, 'utf8')) as { wrapped: string }).wrapped,
      )
    const before = wrapped()
    expect(await rotate.run([], context)).toBe(0)
    for (const secret of await secrets()) expect(files()).not.toContain(secret)
    expect(new Set([...before, ...wrapped()]).size).toBe(4)
    expect((await readKeyRingFile(context.recordKeyFile)).older).toHaveLength(1)
  })

  test('a service that refuses or is gone opens nothing, and the fault says so without a secret', async () => {
    await createKeyRingFile(context.recordKeyFile, service.address)
    service.refuse('AccessDeniedException')
    const refused = await readKeyRingFile(context.recordKeyFile).then(
      () => 'opened',
      (error: Error) => error.message,
    )
    expect(refused).toContain('400 AccessDeniedException')
    expect(refused).toContain(context.recordKeyFile)
    expect(refused).not.toContain(SERVICE_KEY.secret)
    await service.close()
    await expect(readKeyRingFile(context.recordKeyFile)).rejects.toThrow('ECONNREFUSED')
    service = await startKeyService(join(folder, 'credential'))
  })

  test('a service that can’t wrap leaves the files as they are, and init makes none', async () => {
    service.refuse('KMSInvalidStateException')
    const own = { logOrigin: NAME, publicUrl: 'https://ai.example' }
    expect(await init.run(['--kms', service.address], { ...context, ...own })).toBe(1)
    expect([context.recordKeyFile, context.logKeyFile].map((file) => existsSync(file))).toEqual([false, false])
    await createKeyRingFile(context.recordKeyFile)
    await createSigningKeyFile(context.logKeyFile, NAME)
    const before = files()
    expect(await wrap.run(['--kms', service.address], context)).not.toBe(0)
    expect(files()).toBe(before)
  })

  test('a file that was altered, or given another service, is not opened', async () => {
    await createKeyRingFile(context.recordKeyFile, service.address)
    const file = JSON.parse(readFileSync(context.recordKeyFile, 'utf8')) as Record<string, string>
    const sealed = Buffer.from(file['sealed']!, 'base64')
    sealed[20]! ^= 1
    writeFileSync(context.recordKeyFile, JSON.stringify({ ...file, sealed: sealed.toString('base64') }))
    await expect(readKeyRingFile(context.recordKeyFile)).rejects.toThrow('was altered')
    // The same service by another address: what is sealed says which one it is for.
    writeFileSync(context.recordKeyFile, JSON.stringify({ ...file, kms: `${file['kms']}&ca=` }))
    await expect(readKeyRingFile(context.recordKeyFile)).rejects.toThrow('was altered')
  })
})

test.each([
  ['https://kms.example?key=k', 'not an address'],
  ['aws-kms+http://10.0.0.1?key=k&region=r&credential=file:/c', 'only to this machine'],
  ['aws-kms+https://id:secret@kms.example?key=k', 'named, not written'],
  ['aws-kms+https://kms.example?region=r&credential=file:/c', 'names no key'],
  ['aws-kms+https://kms.example?key=k&credential=file:/c', 'names no region'],
  ['aws-kms+https://kms.example?key=k&region=r&credential=env:K', 'names no credential'],
  ['aws-kms+https://kms.example?key=k&region=r&credential=file:/c&kez=1', 'knows no kez'],
])('an address of a key service that can’t be is refused with what is wrong: %s', (address, fault) => {
  expect(() => parseKmsAddress(address)).toThrow(fault)
})
