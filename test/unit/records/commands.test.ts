import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as logKey from '../../../src/cli/log-key.ts'
import * as logProve from '../../../src/cli/log-prove.ts'
import * as logVerify from '../../../src/cli/log-verify.ts'
import type { RecordsContext } from '../../../src/cli/records-context.ts'
import * as recordsSearch from '../../../src/cli/records-search.ts'
import * as recordsShow from '../../../src/cli/records-show.ts'
import type { ExchangeId } from '../../../src/core/ids.ts'
import { createKeyRingFile } from '../../../src/records/key-ring.ts'
import { createSigningKeyFile } from '../../../src/records/signing-key.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'

let folder: string
let context: RecordsContext
let ref: ExchangeId
let said: string[]

async function open() {
  const signingKey = await import('../../../src/records/signing-key.ts').then((m) =>
    m.readSigningKeyFile(context.logKeyFile),
  )
  const recordKey = await import('../../../src/records/key-ring.ts').then((m) =>
    m.readKeyRingFile(context.recordKeyFile),
  )
  return openStore(context.dataFolder, { origin: signingKey.name, signingKey, recordKey })
}

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
  const store = await open()
  ref = ids.exchangeId()
  const search = { text: 'culvert survey', facets: { user: 'jdoe' } }
  await store.append(draft('prompt', ref, { search }))
  await store.append(draft('response', ref))
  await store.checkpoint()
  await store.close()
})
afterEach(() => dropFolder(folder))

test('log verify says sound and 0, and needs no record key', async () => {
  expect(await logVerify.run([], context)).toBe(0)
  expect(said[0]).toBe('sound: 2 of 2 entries verified')
  expect(await logVerify.run(['--json'], { ...context, recordKeyFile: '/nowhere' })).toBe(0)
  expect(JSON.parse(said.at(-1)!)).toMatchObject({ ok: true, parts: { withheld: 4 } })
})

test('log verify that is interrupted says nothing of the rest, keeps its place, and goes on from there', async () => {
  const store = await open()
  for (let i = 0; i < 2_000; i++) void store.append(draft('boot'))
  await store.append(draft('boot'))
  await store.checkpoint()
  await store.close()
  const place = join(folder, 'place')
  const interrupted = (name: string | symbol): void => {
    if (name === 'SIGINT') setImmediate(() => process.emit('SIGINT'))
  }
  process.on('newListener', interrupted)
  expect(await logVerify.run(['--resume', place], context)).toBe(2)
  process.off('newListener', interrupted)
  expect(said.at(-1)).toMatch(/^interrupted at entry 1024 of 2003; nothing is said of the rest/)
  expect(await logVerify.run(['--resume', place], context)).toBe(0)
  expect(said).toContain('sound: 2003 of 2003 entries verified')
  expect(readdirSync(folder)).not.toContain('place')
})

test('log key prints the key that log verify takes, and log prove one proof for each entry', async () => {
  expect(await logKey.run([], context)).toBe(0)
  expect(await logVerify.run(['--vkey', said[0]!], { ...context, logKeyFile: '/nowhere' })).toBe(0)
  const out = join(folder, 'proofs')
  mkdirSync(out)
  expect(await logProve.run([ref, '--out', out], context)).toBe(0)
  expect(said.at(-1)).toMatch(/^entry \d+: \S+tlog-proof \S+entry.json$/)
  expect(readdirSync(out).sort()).toEqual(['0.entry.json', '0.tlog-proof', '1.entry.json', '1.tlog-proof'])
  expect(await logProve.run([ids.exchangeId()], context)).toBe(1)
})

test('records opened in their folder are read under the lock, and the look is recorded', async () => {
  expect(await recordsSearch.run(['culvert', '--json'], context)).toBe(0)
  expect(JSON.parse(said.at(-1)!)).toMatchObject({ total: 1, hits: [{ ref }] })
  expect(await recordsShow.run([ref, '--json'], context)).toBe(0)
  expect(JSON.parse(said.at(-1)!)).toMatchObject({
    exchange: ref,
    entries: [{ type: 'prompt', parts: { body: 'body of prompt' } }, {}],
  })
  expect(await recordsShow.run([ids.exchangeId()], context)).toBe(1)
  const store = await open()
  const looks = await Promise.all(
    [2, 3, 4].map(async (i) => JSON.parse((await store.entry(i))!.parts['meta']!.toString()) as object),
  )
  expect(looks).toMatchObject([
    { type: 'access', principal: `os:${userInfo().username}`, action: 'search', query: 'culvert' },
    { action: 'show', record: ref },
    { action: 'show' },
  ])
  expect(await recordsShow.run([ref], context)).toBe(2)
  expect(said.at(-1)).toContain('another process writes')
  await store.close()
})

test('with a gateway named, records are read through its API and nothing is opened', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.headers.authorization} ${request.url}`)
    const scope = { agencies: ['MDOT'], after: null, before: null, records: 0, unindexed: 0 }
    const page = { hits: [], total: 0, cursor: null, lag: 0, withRemovedWords: 0, scope, counts: {} }
    const isSearch = request.url!.startsWith('/api/v1/records?')
    response.end(JSON.stringify(isSearch ? page : { exchange: ref, entries: [] }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  writeFileSync(join(folder, 'token'), 'abc\n')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const remote = {
    ...context,
    dataFolder: '/nowhere',
    env: { STATEHOUSE_URL: url, STATEHOUSE_TOKEN_FILE: join(folder, 'token') },
  }
  expect(await recordsSearch.run(['a b'], remote)).toBe(0)
  expect(await recordsShow.run([ref], remote)).toBe(0)
  expect(asked).toEqual([`Bearer abc /api/v1/records?q=a+b&limit=50`, `Bearer abc /api/v1/records/${ref}`])
  server.close()
})

test.each([logVerify, logProve, logKey, recordsSearch, recordsShow])(
  'each command explains itself, and wrong use is 2',
  async (command) => {
    expect(await command.run(['--help'], context)).toBe(0)
    expect(said[0]).toBe(command.usage)
    expect(command.summary.length).toBeGreaterThan(10)
    expect(await command.run(['--no-such-option'], context)).toBe(2)
  },
)
