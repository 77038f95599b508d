import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as proveCommand } from '../../src/cli/log-prove.ts'
import { run as verifyCommand } from '../../src/cli/log-verify.ts'
import { parseTlogProof } from '../../src/core/tlog-proof.ts'
import { verifyDatabase } from '../support/postgres-log.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openGateway } from '../support/postgres-store.ts'
import { draft, dropFolder, ids, makeFolder, signingKey } from '../support/record-store.ts'

let server: PostgresServer
let url: string
const folder = makeFolder()
const ref = ids.exchangeId()

beforeAll(async () => {
  server = await startPostgres()
  url = await server.createDatabase()
  const store = await openGateway(url, folder)
  await Promise.all(Array.from({ length: 515 }, () => store.append(draft('boot'))))
  const state = [{ kind: 'revocation', key: 'x', value: { at: 1 } }]
  await store.append(draft('prompt', ref, { state }))
  await store.append(draft('response', ref))
  await store.checkpoint()
  await store.close()
})
afterAll(async () => {
  await server.stop()
  dropFolder(folder)
})

/** Runs SQL as somebody who owns the database and has put its guards out of force, on a copy of it. */
async function tampered(sql: string): Promise<string> {
  const name = `tampered_${Math.random().toString(36).slice(2)}`
  const owner = new pg.Client(url.replace(/[^/]*$/, 'postgres'))
  await owner.connect()
  await owner.query(`CREATE DATABASE ${name} TEMPLATE ${new URL(url).pathname.slice(1)}`)
  await owner.end()
  const copy = url.replace(/[^/]*$/, name)
  const client = new pg.Client(copy)
  await client.connect()
  await client.query(`SET session_replication_role = replica; SET search_path = statehouse; ${sql}`)
  await client.end()
  return copy
}

const ofEntry = (index: number): string => `entry = (SELECT id FROM log_entry WHERE idx = ${index})`

describe('log verify over PostgreSQL', () => {
  test('a log that nobody touched is sound', async () => {
    expect(await verifyDatabase(url)).toMatchObject({ ok: true, size: 517, verified: 517, faults: [], open: [] })
  })

  test.each([
    ['an entry changed', "UPDATE log_entry SET entry = entry || ' ' WHERE idx = 7", 'entry'],
    ['an entry removed', 'DELETE FROM log_entry WHERE idx = 7', 'entry'],
    ['the last entries removed', 'DELETE FROM log_entry WHERE idx > 500', 'tree'],
    ['a leaf changed', 'UPDATE log_entry SET leaf = sha256(leaf) WHERE idx = 7', 'entry'],
    ['a column that says otherwise', "UPDATE log_entry SET type = 'admin' WHERE idx = 7", 'entry'],
    ['a tile changed', 'UPDATE tile SET hashes = overlay(hashes placing root from 1) WHERE idx = 1', 'tile'],
    ['a tile removed', 'DELETE FROM tile WHERE idx = 1', 'tile'],
    ['content changed', `UPDATE part SET ciphertext = sha256(ciphertext) WHERE ${ofEntry(7)} AND pos = 1`, 'part'],
    ['content removed without a disposition', `DELETE FROM part WHERE ${ofEntry(7)} AND pos = 1`, 'part'],
    [
      'content of another entry',
      `DELETE FROM part WHERE ${ofEntry(7)}; UPDATE part SET entry = (SELECT id FROM log_entry WHERE idx = 7) WHERE ${ofEntry(8)}`,
      'part',
    ],
    ['a projection changed', "UPDATE state SET value = '{}'", 'projection'],
    ['a projection removed', 'DELETE FROM state', 'projection'],
    ['a sequence number changed', 'UPDATE instance SET iseq = iseq + 1', 'sequence'],
    ['the root changed', 'UPDATE tree_state SET root = sha256(root)', 'tree'],
    ['a signature changed', "UPDATE checkpoint SET note = replace(note, '— ', '— x')", 'checkpoint'],
  ])('%s is found', async (_, sql, kind) => {
    const { ok, faults } = await verifyDatabase(await tampered(sql))
    expect(ok).toBe(false)
    expect(faults.map((fault) => fault.kind)).toContain(kind)
  })

  test('the commands work on the database, and leave nothing behind', async () => {
    const said: string[] = []
    const context = {
      env: {},
      stdout: (line: string) => void said.push(line),
      stderr: (line: string) => void said.push(line),
      dataFolder: folder,
      databaseUrl: url,
      recordKeyFile: '/nowhere',
      logKeyFile: '/nowhere',
    }
    expect(await verifyCommand(['--vkey', signingKey.vkey], context), said.join()).toBe(0)
    expect(said[0]).toBe('sound: 517 of 517 entries verified')
    expect(await proveCommand([ref, '--json'], context)).toBe(0)
    const proofs = JSON.parse(said.at(-1)!) as { index: number; proof: string }[]
    expect(proofs.map(({ proof }) => parseTlogProof(proof).index)).toEqual([515, 516])
  })
})
