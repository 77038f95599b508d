import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as backup from '../../src/cli/backup.ts'
import type { RecordsContext } from '../../src/cli/records-context.ts'
import * as restore from '../../src/cli/restore.ts'
import type { GatewayStore } from '../../src/records/gateway-store.ts'
import { keyRingText } from '../../src/records/key-ring.ts'
import { assertEmpty, fillDatabase } from '../../src/records/postgres/fill-database.ts'
import { signingKeyText } from '../../src/records/signing-key.ts'
import { openLogFolder } from '../../src/records/sqlite/log-folder.ts'
import { conversationOf } from '../support/conversation.ts'
import { expectSoundLog } from '../support/postgres-log.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openGateway } from '../support/postgres-store.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey, signingKey } from '../support/record-store.ts'

let server: PostgresServer
const folder = makeFolder()
let said: string[] = []
let here: RecordsContext

beforeAll(async () => {
  server = await startPostgres()
  const line = (text: string) => void said.push(text)
  here = {
    env: {},
    stdout: line,
    stderr: line,
    dataFolder: join(folder, 'data'),
    recordKeyFile: join(folder, 'record-key.json'),
    logKeyFile: join(folder, 'log-key.json'),
  }
  writeFileSync(here.recordKeyFile, keyRingText(recordKey))
  writeFileSync(here.logKeyFile, signingKeyText(signingKey))
})
afterAll(async () => {
  await server.stop()
  dropFolder(folder)
})

/** Every kind of row that a log has: full tiles, state, an open exchange, what was destroyed, what is shared. */
async function fill(store: GatewayStore): Promise<void> {
  await Promise.all(Array.from({ length: 600 }, () => store.append(draft('boot'))))
  const state = [
    { kind: 'revocation', key: 'a', value: { at: 1 } },
    { kind: 'revocation', key: 'b', value: null },
  ]
  await store.append(draft('admin', undefined, { state }))
  for (const turns of [3, 4, 5]) {
    const body = { name: 'body', key: 'record', bytes: conversationOf('Hattiesburg', turns) } as const
    await store.append(draft('prompt', ids.exchangeId(), { caller: 'a', parts: [body] }))
  }
  await store.checkpoint()
}

async function contentsOf(store: GatewayStore): Promise<unknown[]> {
  const size = await store.size()
  return await Promise.all(Array.from({ length: size }, (_, index) => store.entry(index)))
}

describe('restore into PostgreSQL', { tags: ['MS-24', 'MS-64'] }, () => {
  test.each(['sqlite', 'postgres'] as const)('a backup of a log in %s is there whole, and goes on', async (kind) => {
    const from = {
      ...here,
      dataFolder: join(folder, kind),
      databaseUrl: kind === 'sqlite' ? null : await server.createDatabase(),
    }
    const before =
      from.databaseUrl === null
        ? await openStore(from.dataFolder)
        : await openGateway(from.databaseUrl, from.dataFolder)
    await fill(before)
    const expected = await contentsOf(before)
    await before.close()
    expect(await backup.run(['--out', join(folder, `backup ${kind}`)], from)).toBe(0)

    const databaseUrl = await server.createDatabase()
    const there = { ...here, dataFolder: join(folder, `there ${kind}`), databaseUrl }
    said = []
    expect(await restore.run(['--from', join(folder, `backup ${kind}`)], there)).toBe(0)
    expect(said.at(-1)).toBe('restored and proved: 604 entries, 1208 parts intact')
    const store = await openGateway(databaseUrl, there.dataFolder)
    expect(await contentsOf(store)).toEqual(expected)
    expect(await store.stateOf('revocation', 'a')).toEqual({ at: 1 })
    expect(await store.stateOf('revocation', 'b')).toBeNull()
    expect(await store.recoverInterrupted({ open: new Set() })).toHaveLength(3)
    await store.append(draft('boot'))
    await expectSoundLog(store)
    await store.close()
    expect(await restore.run(['--from', join(folder, `backup ${kind}`)], there)).toBe(2)
    expect(said.at(-1)).toBe('the database holds records already')
  })

  test('what isn’t proved in the database isn’t there', async () => {
    const from = join(folder, 'unproved')
    const store = await openStore(from)
    await fill(store)
    await store.close()
    const databaseUrl = await server.createDatabase()
    const log = openLogFolder(from)
    const progress = async () => undefined
    await fillDatabase(databaseUrl, log, join(folder, 'no'), () => false, progress)
    await assertEmpty(databaseUrl)
    const doubt = () => {
      throw new Error('in doubt')
    }
    await expect(fillDatabase(databaseUrl, log, join(folder, 'doubt'), doubt, progress)).rejects.toThrow('in doubt')
    await assertEmpty(databaseUrl)
    log.close()
  })
})
