import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PlacedChange } from '../../src/core/record.ts'
import type { GatewayStore } from '../../src/records/gateway-store.ts'
import { connect } from '../../src/records/postgres/connect.ts'
import { migrate } from '../../src/records/postgres/migrate.ts'
import { expectSoundLog } from '../support/postgres-log.ts'
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

async function gateway(url: string, options: Parameters<typeof openGateway>[2] = {}): Promise<GatewayStore> {
  const store = await openGateway(url, folder(), options)
  cleanups.push(() => store.close())
  return store
}

async function sql(url: string, role: string | null): Promise<pg.Client> {
  const client = await connect(url, role)
  cleanups.push(() => client.end())
  return client
}

describe('what the gateway’s role may do to the log', () => {
  const FORBIDDEN = [
    'UPDATE log_entry SET entry = entry',
    'DELETE FROM log_entry',
    'TRUNCATE log_entry CASCADE',
    'UPDATE tile SET root = root',
    'DELETE FROM tile',
    'UPDATE checkpoint SET note = note',
    'DELETE FROM checkpoint',
    'DELETE FROM tree_state',
    'UPDATE part SET ciphertext = ciphertext',
    'DELETE FROM part',
    'UPDATE passage SET parent = parent',
    'DELETE FROM passage',
    'DELETE FROM state',
    'ALTER TABLE log_entry DISABLE TRIGGER ALL',
    'DROP TABLE log_entry',
    'DROP SCHEMA statehouse CASCADE',
    'UPDATE tree_state SET size = size - 1',
  ]

  let filled: string
  beforeAll(async () => {
    filled = await server.createDatabase()
    const path = makeFolder()
    const store = await openGateway(filled, path)
    await Promise.all(Array.from({ length: 300 }, () => store.append(draft('boot'))))
    await store.checkpoint()
    await store.close()
    dropFolder(path)
  })

  test.each(FORBIDDEN)('not: %s', async (statement) => {
    const app = await sql(filled, 'statehouse_app')
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' })
    const { rows } = await app.query('SELECT (SELECT count(*)::int FROM log_entry) AS n, size::int FROM tree_state')
    expect(rows).toEqual([{ n: 300, size: 300 }])
  })

  test('even the owner’s changes of entries, tiles and checkpoints are refused', async () => {
    const owner = await sql(filled, null)
    for (const table of ['log_entry', 'tile', 'checkpoint']) {
      await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only')
      await expect(owner.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only')
    }
    await expect(owner.query("INSERT INTO checkpoint VALUES (1, 1, '')")).rejects.toThrow('larger checkpoint')
  })

  test('content is destroyed through a disposition only; the entry stays, and proves what it held', async () => {
    const url = await server.createDatabase()
    const store = await gateway(url)
    const { index } = await store.append(draft('prompt', ids.exchangeId()))
    const later = await store.append(draft('boot'))
    const app = await sql(url, 'statehouse_app')
    const destroy = (disposition: number) =>
      app.query("SELECT destroy_content($1, ARRAY['body'], $2) AS n", [index, disposition])
    await expect(destroy(later.index)).rejects.toMatchObject({ code: '42501' })
    const disposition = await store.append(draft('disposition'))
    expect((await destroy(disposition.index)).rows[0].n).toBe('1')
    const entry = (await store.entry(index))!
    expect(entry.parts['body']).toBeNull()
    expect(entry.parts['meta']).not.toBeNull()
    await expectSoundLog(store)
  })

  test('a login that is only a member of the role serves, once the schema is there', async () => {
    const url = await server.createDatabase()
    await (await gateway(url)).close()
    const owner = await sql(url, null)
    const name = `gateway_${process.pid}`
    await owner.query(`CREATE ROLE ${name} LOGIN IN ROLE statehouse_app`)
    const store = await gateway(url.replace('owner@', `${name}@`))
    expect((await store.append(draft('boot'))).index).toBe(0)
  })

  test('a login that may not make the schema is told what to do', async () => {
    const url = await server.createDatabase()
    const owner = await sql(url, null)
    await owner.query(`CREATE ROLE stranger_${process.pid} LOGIN`)
    const stranger = url.replace('owner@', `stranger_${process.pid}@`)
    await expect(openGateway(stranger, folder())).rejects.toThrow('start once with a login that owns the schema')
  })
})

describe('what the store demands of a server', () => {
  test.each(['fsync', 'full_page_writes'])('it refuses to open with %s off', async (setting) => {
    const careless = await startPostgres([`${setting}=off`])
    cleanups.push(() => careless.stop())
    const opening = openGateway(await careless.createDatabase(), folder())
    await expect(opening).rejects.toThrow(`the store can't promise durability: ${setting} is off, not on`)
  })

  test('commits are synchronous, whatever the login’s own setting is', async () => {
    const url = await server.createDatabase()
    const owner = await sql(url, null)
    await owner.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`)
    await gateway(url)
    const app = await sql(url, 'statehouse_app')
    expect((await app.query('SHOW synchronous_commit')).rows[0].synchronous_commit).toBe('on')
  })

  test('it refuses to open behind what was signed', async () => {
    const url = await server.createDatabase()
    const store = await gateway(url)
    await Promise.all(Array.from({ length: 5 }, () => store.append(draft('boot'))))
    await store.checkpoint()
    await store.close()
    const owner = await sql(url, null)
    await owner.query(`SET session_replication_role = replica; DELETE FROM log_entry WHERE idx = 4;
      UPDATE tree_state SET size = 4`)
    await expect(openGateway(url, folder())).rejects.toMatchObject({ name: 'TreeMoved' })
  })
})

describe('what other gateways change', () => {
  const heard = (store: GatewayStore, count: number): Promise<PlacedChange[]> =>
    new Promise((resolve) => {
      const all: PlacedChange[] = []
      if (count === 0) resolve(all)
      store.follow((changes) => {
        all.push(...changes)
        if (all.length >= count) resolve(all)
      })
    })
  const change = (key: string, value: unknown) => ({ kind: 'revocation', key, value })

  test('is told with the entry that caused it, removals too', async () => {
    const url = await server.createDatabase()
    const [a, b] = [await gateway(url, { instance: 'a' }), await gateway(url, { instance: 'b' })]
    const told: PlacedChange[] = []
    b.follow((changes) => void told.push(...changes))
    const hears = (wanted: PlacedChange) => expect.poll(() => told, { timeout: 20_000 }).toContainEqual(wanted)
    await a.append(draft('admin', undefined, { state: [change('x', { at: 1 }), change('y', true)] }))
    await hears({ ...change('x', { at: 1 }), index: 0 })
    await hears({ ...change('y', true), index: 0 })
    await a.append(draft('admin', undefined, { state: [change('x', null)] }))
    await hears({ ...change('x', null), index: 1 })
    expect(await Array.fromAsync(b.state('revocation'))).toEqual([{ key: 'y', value: true }])
  })

  test('is told without a notification as well', async () => {
    const url = await server.createDatabase()
    const store = await gateway(url)
    const told = heard(store, 1)
    await store.append(draft('boot'))
    // A row that nobody announced.
    const owner = await sql(url, null)
    await owner.query(`INSERT INTO state VALUES ('revocation', 'z', '{"at":2}', 1)`)
    expect(await told).toEqual([{ ...change('z', { at: 2 }), index: 1 }])
  })

  test('while it can’t be told, no prompt is taken; once it can, they are again', async () => {
    const url = await server.createDatabase()
    const store = await gateway(url)
    await heard(store, 0)
    const owner = await sql(url, null)
    await owner.query('BEGIN; LOCK TABLE state IN ACCESS EXCLUSIVE MODE')
    await expect.poll(() => store.health().reason, { timeout: 10_000, interval: 20 }).toBe('lost')
    await expect(store.append(draft('prompt', ids.exchangeId()))).rejects.toMatchObject({
      name: 'StoreUnavailable',
      reason: 'lost',
    })
    await owner.query('ROLLBACK')
    await expect.poll(() => store.health().writable, { timeout: 10_000, interval: 20 }).toBe(true)
    await store.append(draft('prompt', ids.exchangeId()))
  })

  test('what one gateway was told before another is asked is known there when it answers', async () => {
    const url = await server.createDatabase()
    const [a, b] = [await gateway(url, { instance: 'a' }), await gateway(url, { instance: 'b' })]
    const known = new Set<string>()
    b.follow((changes: readonly PlacedChange[]) => {
      for (const { key } of changes) known.add(key)
    })
    const late: string[] = []
    for (let i = 0; i < 40; i++) {
      const state = [{ kind: 'record-mark', key: `exchange ${i}`, value: { labels: ['privileged'] } }]
      await a.append(draft('admin', undefined, { state }))
      await Promise.all([b.heard(), b.heard()])
      if (!known.has(`exchange ${i}`)) late.push(`exchange ${i}`)
    }
    expect(late).toEqual([])
  })

  test('a proof is the first at one gateway only, of any number that claim it at once', async () => {
    const url = await server.createDatabase()
    const [a, b] = [await gateway(url, { instance: 'a' }), await gateway(url, { instance: 'b' })]
    const until = Date.now() + 60_000
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? a : b).usedProofs!.claim('proof', until)),
    )
    expect(claims.filter((claim) => claim === 'first')).toHaveLength(1)
    expect(claims.filter((claim) => claim === 'used')).toHaveLength(19)
  })
})

describe('schema versions', () => {
  test('a log of the first version is brought forward with all it holds', async () => {
    const url = await server.createDatabase()
    const owner = new pg.Client(url)
    await owner.connect()
    await owner.query('SET search_path = statehouse')
    await migrate(owner, 1)
    await owner.query(`INSERT INTO statehouse.state VALUES ('revocation', 'k', '{"at":1}', 0)`)
    expect((await owner.query('SELECT max(version) AS v FROM statehouse.schema_version')).rows[0].v).toBe(1)
    const store = await gateway(url)
    expect((await owner.query('SELECT max(version) AS v FROM statehouse.schema_version')).rows[0].v).toBe(5)
    expect(await store.stateOf('revocation', 'k')).toEqual({ at: 1 })
    expect(await store.usedProofs!.claim('p', Date.now() + 60_000)).toBe('first')
    await owner.end()
  })

  test('several gateways may start on an empty database at once', async () => {
    const url = await server.createDatabase()
    const stores = await Promise.all(['a', 'b', 'c'].map((instance) => gateway(url, { instance })))
    const positions = await Promise.all(stores.map((store) => store.append(draft('boot'))))
    expect(positions.map(({ index }) => index).sort()).toEqual([0, 1, 2])
  })

  test('a newer program’s log is refused', async () => {
    const url = await server.createDatabase()
    await (await gateway(url)).close()
    const owner = await sql(url, null)
    await owner.query('INSERT INTO schema_version VALUES (99)')
    await expect(openGateway(url, folder())).rejects.toThrow('the store has schema 99')
  })
})
