import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeyRingFile, readKeyRingFile } from '../../../src/records/key-ring.ts'
import { createRandomPool } from '../../../src/records/random-pool.ts'
import { openPart, partContext, sealPart } from '../../../src/records/sealed-part.ts'
import { createSigningKeyFile, readSigningKeyFile } from '../../../src/records/signing-key.ts'
import { dropFolder, makeFolder } from '../../support/record-store.ts'

let folder: string
beforeEach(() => {
  folder = makeFolder()
})
afterEach(() => dropFolder(folder))

test('key files are for their owner only and are never replaced', async () => {
  const path = join(folder, 'keys', 'record.key')
  const ring = await createKeyRingFile(path)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect((await readKeyRingFile(path)).id).toBe(ring.id)
  await expect(createKeyRingFile(path)).rejects.toMatchObject({ code: 'EEXIST' })

  const logKey = join(folder, 'log.key')
  const key = await createSigningKeyFile(logKey, 'log.example.gov/ai')
  expect(statSync(logKey).mode & 0o777).toBe(0o600)
  expect((await readSigningKeyFile(logKey)).vkey).toBe(key.vkey)
  await expect(createSigningKeyFile(logKey, 'other')).rejects.toMatchObject({ code: 'EEXIST' })
})

test('a damaged key file is refused without showing what is in it', async () => {
  const path = join(folder, 'bad.key')
  writeFileSync(path, 'very secret')
  for (const read of [readKeyRingFile, readSigningKeyFile]) {
    const message = await read(path).then(String, (error: Error) => error.message)
    expect(message).toContain('is not a')
    expect(message).not.toContain('secret')
  }
})

test('a part opens only as itself: same entry, same name, same key', async () => {
  const ring = await createKeyRingFile(join(folder, 'a'))
  const other = await createKeyRingFile(join(folder, 'b'))
  const random = createRandomPool()
  const id = '0193b2f0-0000-7000-8000-000000000001'
  const sealed = sealPart(Buffer.from('content'), partContext(id, 'body'), ring.record, random)
  expect(openPart(sealed, partContext(id, 'body'), ring.record).content.toString()).toBe('content')
  expect(() => openPart(sealed, partContext(id, 'orig'), ring.record)).toThrow()
  expect(() => openPart(sealed, partContext(id.replace(/1$/, '2'), 'body'), ring.record)).toThrow()
  expect(() => openPart(sealed, partContext(id, 'body'), ring.sealed)).toThrow()
  expect(() => openPart(sealed, partContext(id, 'body'), other.record)).toThrow()
})

test('random bytes are never handed out twice, also across pools', () => {
  const random = createRandomPool()
  const given = Array.from({ length: 5_000 }, () => random.take(32).toString('hex'))
  expect(new Set(given).size).toBe(given.length)
})
