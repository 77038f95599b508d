import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RecordsContext } from '#src/cli/records-context.ts'
import * as restore from '#src/cli/restore.ts'
import { signRequest } from '#src/records/aws/sign-request.ts'
import { readCopy } from '#src/records/copy/read-copy.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { keyRingText } from '#src/records/key-ring.ts'
import { type Mirror, startMirror } from '#src/records/mirror.ts'
import { isObjectAddress, parseObjectAddress } from '#src/records/objects/object-address.ts'
import { fetchObjectMirror } from '#src/records/objects/object-mirror.ts'
import { openObjectStore } from '#src/records/objects/object-store.ts'
import { signingKeyText } from '#src/records/signing-key.ts'
import { conversationOf } from '../../support/conversation.ts'
import { OBJECT_KEY, type ObjectStoreDouble, startObjectStore } from '../../support/object-store.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey, signingKey } from '../../support/record-store.ts'

const WORKER = new URL('../../../src/records/sqlite/object-mirror-worker.ts', import.meta.url)
const root = makeFolder()
const keyFile = join(root, 'object-key')
let double: ObjectStoreDouble
let folder: string
let store: GatewayStore
const mirrors: Mirror[] = []

beforeAll(() => writeFileSync(keyFile, `${OBJECT_KEY.id}:${OBJECT_KEY.secret}\n`))
afterAll(() => dropFolder(root))
beforeEach(async () => {
  double = await startObjectStore(`file:${keyFile}`)
  folder = makeFolder()
  store = await openStore(join(folder, 'data'))
})
afterEach(async () => {
  await Promise.all(mirrors.splice(0).map((mirror) => mirror.close()))
  await store.close()
  await double.close()
  dropFolder(folder)
})

const objects = (secret = OBJECT_KEY.secret) => ({
  address: parseObjectAddress(double.address),
  credential: `${OBJECT_KEY.id}:${secret}`,
  caFile: null,
})

function start(secret?: string): Mirror {
  const settings = { dataFolder: join(folder, 'data'), objects: objects(secret) }
  const mirror = startMirror(WORKER, settings, () => store.health().size)
  mirrors.push(mirror)
  return mirror
}

/** The ids of what the object store has, brought back. */
let fetches = 0
async function fetched(): Promise<{ ids: string[]; parts: number[] }> {
  const to = join(folder, `fetched ${++fetches}`)
  const client = openObjectStore(objects())
  await fetchObjectMirror(client, to)
  await client.close()
  const entries = [...readCopy(to)].flatMap((item) => ('entry' in item ? [item.entry] : []))
  return { ids: entries.map(({ id }) => id), parts: entries.map(({ parts }) => parts.length) }
}

const written = async (count: number) => {
  const drafts = Array.from({ length: count }, () => draft('boot'))
  for (const entry of drafts) await store.append(entry)
  return drafts.map(({ id }) => id as string)
}

describe('a mirror in an object store', { tags: ['MS-24'] }, () => {
  test('has each record, says how far it is, and goes on where it stopped', async () => {
    const mirror = start()
    const first = await written(20)
    await vi.waitFor(() => expect(mirror.status()).toEqual({ size: 20, behind: 0, late: false, fault: null }), 20_000)
    await mirror.close()
    const rest = await written(5)
    const next = start()
    await next.flush()
    expect(next.status()).toMatchObject({ size: 25, fault: null })
    expect((await fetched()).ids).toEqual([...first, ...rest])
  })

  test('that fails or refuses is shown as late with its reason, nothing waits for it, and it is caught up', async () => {
    const mirror = start()
    await mirror.flush()
    double.fail(503, 1_000)
    const all = await written(3)
    await vi.waitFor(() => expect(mirror.status()).toMatchObject({ behind: 3, late: true }), 20_000)
    expect(mirror.status().fault).toMatch(/^(?:GET|PUT) 503 SlowDown$/)
    double.fail(0, 0)
    await vi.waitFor(() => expect(mirror.status()).toEqual({ size: 3, behind: 0, late: false, fault: null }), 20_000)
    expect((await fetched()).ids).toEqual(all)
    const wrong = start('another secret')
    await wrong.flush()
    expect(wrong.status().fault).toBe('GET 403 SignatureDoesNotMatch')
  })

  test('that fails at any one request has nothing by half, and is whole after the next try', async () => {
    const all = await written(4)
    for (let nth = 1; nth <= 6; nth++) {
      const server = await startObjectStore(`file:${keyFile}`)
      const settings = { ...objects(), address: parseObjectAddress(server.address) }
      const client = openObjectStore(settings)
      const mirror = startMirror(WORKER, { dataFolder: join(folder, 'data'), objects: settings }, () => 4)
      // Each request of the first try in turn.
      server.failAt(nth)
      await mirror.flush()
      await mirror.flush()
      expect(mirror.status()).toMatchObject({ size: 4, fault: null })
      const to = join(folder, `half ${nth}`)
      await fetchObjectMirror(client, to)
      expect([...readCopy(to)].flatMap((item) => ('entry' in item ? [item.entry.id as string] : []))).toEqual(all)
      await client.close()
      await mirror.close()
      await server.close()
    }
  })

  test('loses what a disposition destroyed', async () => {
    const mirror = start()
    const { index } = await store.append(draft('boot'))
    await store.append(draft('boot'))
    await mirror.flush()
    const before = [...double.objects.keys()].filter((name) => name.includes('/copy-'))
    const disposition = draft('disposition')
    await store.append(disposition)
    await store.destroy({ disposition: disposition.id, indexes: [index] })
    await store.append(draft('disposition_done'))
    await mirror.flush()
    await mirror.flush()
    expect(mirror.status()).toMatchObject({ size: 4, fault: null })
    expect((await fetched()).parts).toEqual([0, 2, 2, 2])
    expect(before.filter((name) => double.objects.has(name))).toEqual([])
  })

  test('holds entries of one log: another one’s are never put behind them', async () => {
    const mirror = start()
    await written(2)
    await mirror.flush()
    await mirror.close()
    await store.close()
    dropFolder(join(folder, 'data'))
    store = await openStore(join(folder, 'data'))
    await written(3)
    const next = start()
    await next.flush()
    expect(next.status().fault).toMatch(/holds entries of another log/)
  })

  test('is what the records are restored from, with nothing else', async () => {
    const mirror = start()
    for (const turns of [3, 4]) {
      const body = { name: 'body', key: 'record', bytes: conversationOf('Starkville', turns) } as const
      await store.append(draft('prompt', ids.exchangeId(), { caller: 'a', parts: [body] }))
    }
    await store.checkpoint()
    await written(1)
    await store.checkpoint()
    await mirror.close()
    const said: string[] = []
    const line = (text: string) => void said.push(text)
    const there: RecordsContext = {
      env: {},
      stdout: line,
      stderr: line,
      dataFolder: join(folder, 'there'),
      recordKeyFile: join(folder, 'r'),
      logKeyFile: join(folder, 'l'),
    }
    writeFileSync(there.recordKeyFile, keyRingText(recordKey))
    writeFileSync(there.logKeyFile, signingKeyText(signingKey))
    expect(await restore.run(['--mirror', double.address], there), said.join('\n')).toBe(0)
    const restored = await openStore(there.dataFolder)
    expect((await restored.entry(1))!.parts['body']).toEqual(conversationOf('Starkville', 4))
    expect(await restored.size()).toBe(3)
    await restored.close()
  })
})

describe('a request to an object store is signed as AWS says', () => {
  const id = 'AKIAIOSFODNN7EXAMPLE'
  const key = { id, secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1', service: 's3' } as const
  const at = new Date('2013-05-24T00:00:00Z')
  const host = 'examplebucket.s3.amazonaws.com'
  const none = Buffer.alloc(0)
  const signature = (request: Parameters<typeof signRequest>[0]) =>
    signRequest(request, key, at)['authorization']!.split('Signature=')[1]

  // The examples of the specification: "Signature Calculations for the Authorization Header".
  test.each([
    [
      { method: 'GET', host, path: '/test.txt', query: {}, headers: { range: 'bytes=0-9' }, body: none },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      {
        method: 'PUT',
        host,
        path: '/test$file.text',
        query: {},
        headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
        body: Buffer.from('Welcome to Amazon S3.'),
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      { method: 'GET', host, path: '/', query: { 'max-keys': '2', prefix: 'J' }, headers: {}, body: none },
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('%#', (request, expected) => expect(signature(request)).toBe(expected))
})

test.each([
  's3+http://store.example/bucket?credential=file:/k',
  's3+https://id:secret@store.example/bucket?credential=file:/k',
  's3+https://store.example/?credential=file:/k',
  's3+https://store.example/bucket',
  's3+https://store.example/bucket?credential=secret',
  's3+https://store.example/bucket?credential=file:/k&acl=public',
])('%s is no place for a mirror', (text) => {
  expect(isObjectAddress(text)).toBe(true)
  expect(() => parseObjectAddress(text)).toThrow()
})
