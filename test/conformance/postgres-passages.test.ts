import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { GatewayStore } from '../../src/records/gateway-store.ts'
import { connect } from '../../src/records/postgres/connect.ts'
import { copyLog } from '../../src/records/postgres/copy-log.ts'
import { openLogFolder } from '../../src/records/sqlite/log-folder.ts'
import { conversationOf } from '../support/conversation.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openGateway } from '../support/postgres-store.ts'
import { draft, dropFolder, ids, makeFolder } from '../support/record-store.ts'

let server: PostgresServer
const cleanups: (() => unknown)[] = []

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function folder(): string {
  const path = makeFolder()
  cleanups.push(() => dropFolder(path))
  return path
}

async function gateway(url: string, instance = 'a'): Promise<GatewayStore> {
  const store = await openGateway(url, folder(), { instance })
  cleanups.push(() => store.close())
  return store
}

async function sql(url: string, role: string | null): Promise<pg.Client> {
  const client = await connect(url, role)
  cleanups.push(() => client.end())
  return client
}

const promptOf = (bytes: Buffer, caller: string) =>
  draft('prompt', ids.exchangeId(), { caller, parts: [{ name: 'body', key: 'record', bytes }] })

const count = async (client: pg.Client, table: string): Promise<number> =>
  (await client.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n

test('a turn that reaches another gateway costs what was new in it', async () => {
  const url = await server.createDatabase()
  const [a, b] = [await gateway(url, 'a'), await gateway(url, 'b')]
  const client = await sql(url, null)
  for (let turns = 1; turns <= 8; turns++)
    await (turns % 2 === 0 ? a : b).append(promptOf(conversationOf('Pascagoula', turns), 'somebody'))
  const { rows } = await client.query(
    'SELECT (SELECT sum(length(ciphertext))::int FROM passage) + (SELECT sum(length(ciphertext))::int FROM part WHERE name = $1) AS n',
    ['body'],
  )
  expect(rows[0].n).toBeLessThan(conversationOf('Pascagoula', 8).byteLength * 1.5)
})

test('gateways that write, and destroy, what the same person says lose nothing that is kept and keep nothing that is destroyed', async () => {
  const url = await server.createDatabase()
  const [a, b] = [await gateway(url, 'a'), await gateway(url, 'b')]
  const client = await sql(url, null)
  const kept = new Map<number, Buffer>()
  for (let round = 0; round < 12; round++) {
    const said = (turns: number) => promptOf(conversationOf(`Corinth ${round}`, turns), 'somebody')
    const [first, second] = [await a.append(said(3)), await b.append(said(4))]
    const disposition = draft('disposition')
    await a.append(disposition)
    // What the others go on after is destroyed while they are written.
    const [, fifth, sixth] = await Promise.all([
      a.destroy({ disposition: disposition.id, indexes: [first.index, second.index] }),
      b.append(said(5)),
      a.append(said(6)),
    ])
    kept.set(fifth.index, conversationOf(`Corinth ${round}`, 5))
    kept.set(sixth.index, conversationOf(`Corinth ${round}`, 6))
  }
  for (const [index, body] of kept) expect((await b.entry(index))!.parts['body']).toEqual(body)
  const copied = join(folder(), 'copy')
  await copyLog(url, copied)
  const log = openLogFolder(copied)
  expect(log.strayPassages()).toBe(0)
  log.close()
  const last = draft('disposition')
  await b.append(last)
  await b.destroy({ disposition: last.id, indexes: [...kept.keys()] })
  expect(await count(client, 'passage')).toBe(0)
})

test('a turn whose beginning is destroyed while it waits for the log is written whole', async () => {
  const url = await server.createDatabase()
  const store = await gateway(url)
  const first = await store.append(promptOf(conversationOf('Columbus', 3), 'somebody'))
  const disposition = await store.append(draft('disposition'))
  const owner = await sql(url, null)
  await owner.query('BEGIN')
  await owner.query('SELECT 1 FROM tree_state FOR UPDATE')
  const waiting = store.append(promptOf(conversationOf('Columbus', 4), 'somebody'))
  const isWaiting = async () => (await owner.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rows.length
  await expect.poll(isWaiting, { interval: 5, timeout: 10_000 }).toBe(1)
  await owner.query('SELECT destroy_content($1, NULL, $2)', [first.index, disposition.index])
  await owner.query('COMMIT')
  const { index } = await waiting
  expect((await store.entry(index))!.parts['body']).toEqual(conversationOf('Columbus', 4))
  expect((await store.entry(first.index))!.parts['body']).toBeNull()
  expect(await count(owner, 'passage')).toBe(0)
})

test('a log from before there were passages is brought forward with all it holds', async () => {
  const url = await server.createDatabase()
  const before = await gateway(url)
  const body = conversationOf('Tupelo', 3)
  const { caller: _, ...prompt } = promptOf(body, 'somebody')
  const { index } = await before.append(prompt)
  await before.close()
  const owner = await sql(url, null)
  await owner.query(`
    DROP TABLE passage; ALTER TABLE part DROP COLUMN beginning, DROP COLUMN ending;
    DELETE FROM schema_version WHERE version > 4`)
  const store = await gateway(url)
  expect((await store.entry(index))!.parts['body']).toEqual(body)
  const next = await store.append(promptOf(conversationOf('Tupelo', 4), 'somebody'))
  expect((await store.entry(next.index))!.parts['body']).toEqual(conversationOf('Tupelo', 4))
  expect(await count(owner, 'passage')).toBeGreaterThan(3)
})
