import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCheckpoint, signCheckpoint } from '../../../src/core/checkpoint.ts'
import { EMPTY_FRONTIER, EMPTY_ROOT, leafHash } from '../../../src/core/merkle.ts'
import { parseVerifierKey } from '../../../src/core/signed-note.ts'
import { growTree } from '../../../src/records/commit/tree.ts'
import type { KeyRing } from '../../../src/records/key-ring.ts'
import { signingKeyFromSeed } from '../../../src/records/signing-key.ts'
import { openLogFolder } from '../../../src/records/sqlite/log-folder.ts'
import { type SavedVerification, startVerification, type VerifyResult, verifyLog } from '../../../src/records/verify.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey, signingKey } from '../../support/record-store.ts'

const verifier = parseVerifierKey(signingKey.vkey)
let sound: string
let early: string
let rolledBack: string
const folders: string[] = []

beforeAll(async () => {
  sound = makeFolder()
  folders.push(sound)
  const store = await openStore(sound)
  const exchange = async () => {
    const ref = ids.exchangeId()
    await store.append(draft('prompt', ref))
    await store.append(draft('response', ref))
  }
  await Promise.all(Array.from({ length: 130 }, exchange))
  early = await store.checkpoint()
  rolledBack = await backedUp(sound)
  await store.append(draft('admin', undefined, { state: [{ kind: 'revocation', key: 'jdoe', value: { at: 1 } }] }))
  await Promise.all(Array.from({ length: 130 }, exchange))
  await store.append(draft('prompt', ids.exchangeId()))
  await store.checkpoint()
  await store.close()
})
afterAll(() => folders.forEach(dropFolder))

/** What somebody would put back later: a copy by SQLite's own means, as the store was then. */
async function backedUp(folder: string): Promise<string> {
  const copy = makeFolder()
  folders.push(copy)
  const db = new DatabaseSync(join(folder, 'records.db'), { readOnly: true })
  await backup(db, join(copy, 'records.db'))
  db.close()
  return copy
}

function verify(folder: string, more: { recordKey?: KeyRing | null; from?: string } = {}): VerifyResult {
  const log = openLogFolder(folder)
  try {
    const from = more.from === undefined ? {} : { from: openCheckpoint(more.from, verifier) }
    return verifyLog(log, {
      verifiers: [verifier],
      recordKey: more.recordKey === undefined ? recordKey : more.recordKey,
      ...from,
    })
  } finally {
    log.close()
  }
}

/** A copy of the sound log, changed by somebody who owns the machine: triggers do not stop him. */
function tampered(sql: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tampered-'))
  folders.push(folder)
  cpSync(sound, folder, { recursive: true })
  const db = new DatabaseSync(join(folder, 'records.db'))
  for (const { name } of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string
  }[]) {
    db.exec(`DROP TRIGGER ${name}`)
  }
  db.exec('PRAGMA foreign_keys = OFF')
  db.exec(sql)
  db.close()
  return folder
}

test('an untouched log is sound, and its open exchange is listed', () => {
  const result = verify(sound)
  expect(result.faults).toEqual([])
  expect(result).toMatchObject({ ok: true, size: 522, verified: 522, checkpointSize: 522 })
  expect(result.parts).toEqual({ intact: 1044, destroyed: 0, withheld: 0, missing: 0, altered: 0 })
  expect(result.open).toHaveLength(1)
})

test('without the record key contents are withheld and the tree is still checked', () => {
  const result = verify(sound, { recordKey: null })
  expect(result).toMatchObject({ ok: true, verified: 522 })
  expect(result.parts).toMatchObject({ withheld: 1044, intact: 0 })
})

test('from a kept checkpoint only what came after it is verified', () => {
  const partial = verify(sound, { from: early })
  expect(partial).toMatchObject({ ok: true, verified: 262, size: 522 })
  expect(partial.open).toEqual(verify(sound).open)
})

test('a checkpoint of another key is not believed', () => {
  const other = parseVerifierKey(signingKeyFromSeed(signingKey.name, Buffer.alloc(32, 9)).vkey)
  const log = openLogFolder(sound)
  const result = verifyLog(log, { verifiers: [other], recordKey })
  log.close()
  expect(result.ok).toBe(false)
  expect(result.faults[0]).toMatchObject({ kind: 'checkpoint' })
})

describe('every kind of tampering is found', { tags: ['MO-13'] }, () => {
  const part = (index: number, ordinal: number) => index * 1024 + ordinal
  const resealed = (from: number, bytes: number) =>
    `UPDATE part SET seal = CAST(substr(seal, 1, ${from}) || zeroblob(${bytes}) || substr(seal, ${from + bytes + 1}) AS BLOB) WHERE key = ${part(3, 1)}`
  test.each([
    [
      'an entry changed',
      "UPDATE log_entry SET entry = CAST(replace(CAST(entry AS TEXT), 'MDOT', 'MDOR') AS BLOB) WHERE idx = 7",
      'entry',
      7,
    ],
    ['an entry and its leaf hash changed', 'UPDATE log_entry SET leaf = zeroblob(32) WHERE idx = 7', 'entry', 7],
    ['an entry deleted', 'DELETE FROM log_entry WHERE idx = 9', 'entry', 9],
    ['the newest entries deleted', 'DELETE FROM log_entry WHERE idx >= 520', 'tree', null],
    ['the type of an entry changed', "UPDATE log_entry SET type = 'error' WHERE idx = 1", 'entry', null],
    ['the sealed type of an entry changed', "UPDATE log_entry SET type = 'access' WHERE type = 'admin'", 'entry', 260],
    ['the exchange of an entry changed', "UPDATE log_entry SET ref = 'x' WHERE idx = 4", 'entry', 4],
    ['the time column changed', "UPDATE log_entry SET time = '2020-01-01T00:00:00.000Z' WHERE idx = 4", 'entry', 4],
    ['the id column changed', "UPDATE log_entry SET id = 'x' WHERE idx = 4", 'entry', 4],
    [
      'a terminal mark removed',
      "UPDATE log_entry SET terminal = 0 WHERE type = 'response' AND idx < 300",
      'entry',
      null,
    ],
    [
      'two entries swapped',
      'UPDATE log_entry SET idx = 9999 WHERE idx = 5; UPDATE log_entry SET idx = 5 WHERE idx = 6; UPDATE log_entry SET idx = 6 WHERE idx = 9999',
      'sequence',
      5,
    ],
    [
      'a body changed',
      `UPDATE part SET ciphertext = zeroblob(length(ciphertext)) WHERE key = ${part(3, 1)}`,
      'part',
      3,
    ],
    ['a salt changed', resealed(16, 32), 'part', 3],
    ['a counter changed', resealed(0, 16), 'part', 3],
    ['a wrapped key changed', resealed(48, 32), 'part', 3],
    ['a tag changed', resealed(80, 16), 'part', 3],
    ['a seal cut off', `UPDATE part SET seal = substr(seal, 1, 95) WHERE key = ${part(3, 1)}`, 'part', 3],
    ['what a part feeds the index with added', `UPDATE part SET feed = 3 WHERE key = ${part(3, 1)}`, 'part', 3],
    ['the key of a part renamed', `UPDATE part SET kek = 'sealed' WHERE key = ${part(3, 1)}`, 'part', 3],
    ['a part deleted', `DELETE FROM part WHERE key = ${part(3, 1)}`, 'part', 3],
    ['a part renamed', `UPDATE part SET name = 'orig' WHERE key = ${part(3, 1)}`, 'part', 3],
    [
      'two parts of one entry swapped',
      `UPDATE part SET name = iif(name = 'meta', 'body', 'meta') WHERE key IN (${part(3, 0)}, ${part(3, 1)})`,
      'part',
      3,
    ],
    [
      'parts swapped between records',
      `UPDATE part SET key = 1e9 WHERE key = ${part(3, 1)}; UPDATE part SET key = ${part(3, 1)} WHERE key = ${part(5, 1)}; UPDATE part SET key = ${part(5, 1)} WHERE key = 1e9`,
      'part',
      3,
    ],
    [
      'seals swapped between records',
      `UPDATE part SET seal = (SELECT seal FROM part WHERE key = ${part(5, 1)}) WHERE key = ${part(3, 1)}`,
      'part',
      3,
    ],
    [
      'a part added',
      `INSERT INTO part SELECT ${part(3, 7)}, 'orig', kek, seal, ciphertext, feed, NULL, NULL FROM part WHERE key = ${part(3, 1)}`,
      'part',
      3,
    ],
    ['a tile changed', 'UPDATE tile SET hashes = zeroblob(8192) WHERE idx = 0', 'tile', 255],
    ['the root of a tile changed', 'UPDATE tile SET root = zeroblob(32) WHERE idx = 0', 'tile', 255],
    ['a tile deleted', 'DELETE FROM tile WHERE idx = 1', 'tile', 511],
    ['a tile added', 'INSERT INTO tile VALUES (3, 0, zeroblob(8192), zeroblob(32))', 'tile', null],
    ['the root of the tree changed', 'UPDATE tree_state SET root = zeroblob(32)', 'tree', null],
    ['the frontier of the tree changed', 'UPDATE tree_state SET frontier = zeroblob(length(frontier))', 'tree', null],
    ['the size of the tree changed', 'UPDATE tree_state SET size = 500', 'tree', null],
    ['the tree state deleted', 'DELETE FROM tree_state', 'tree', null],
    [
      'a checkpoint changed',
      "UPDATE checkpoint SET note = replace(note, char(10) || size || char(10), char(10) || '7' || char(10))",
      'checkpoint',
      null,
    ],
    ['all checkpoints deleted', 'DELETE FROM checkpoint', 'checkpoint', null],
    ['the sequence of an instance changed', 'UPDATE instance SET iseq = 1', 'sequence', null],
    ['an instance deleted', 'DELETE FROM instance', 'sequence', null],
    ['a projection changed', "UPDATE state SET value = 'false'", 'projection', null],
    ['a projection deleted', 'DELETE FROM state', 'projection', null],
    ['a projection added', "INSERT INTO state VALUES ('revocation', 'asmith', '1')", 'projection', null],
    ['an open exchange forgotten', 'UPDATE tree_state SET open_from = size', 'projection', null],
    [
      'a second end added',
      "DROP INDEX log_entry_ref; INSERT INTO log_entry SELECT 522, 'new', type, ref, terminal, time, entry, leaf FROM log_entry WHERE terminal = 1 LIMIT 1",
      'exchange',
      null,
    ],
  ] as const)('%s', (_name, sql, kind, index) => {
    const { ok, faults } = verify(tampered(sql))
    expect(ok).toBe(false)
    expect(faults).toContainEqual(expect.objectContaining(index === null ? { kind } : { kind, index }))
    // What is found of an entry names its record too, unless the record is what is gone.
    const named = faults.filter((fault) => fault.index === index && fault.kind === kind && fault.kind !== 'tile')
    if (index !== null && index !== 9) expect(named.every((fault) => fault.record !== null)).toBe(true)
  })
})

test('an older copy of the log is told by a checkpoint kept elsewhere', () => {
  const { ok, faults } = verify(tampered('DELETE FROM log_entry WHERE idx >= 100'), { from: early })
  expect(ok).toBe(false)
  expect(faults).toContainEqual(expect.objectContaining({ kind: 'checkpoint' }))
})

test('a verification that was interrupted goes on, says the same, and finds what was changed before its place', () => {
  const halfway = (folder: string) => {
    const log = openLogFolder(folder)
    const first = startVerification(log, { verifiers: [verifier], recordKey })
    first.step(300)
    const saved = JSON.parse(JSON.stringify(first.save())) as SavedVerification
    log.close()
    return saved
  }
  const goOn = (folder: string, resume: SavedVerification, ring: KeyRing | null = recordKey): VerifyResult => {
    const log = openLogFolder(folder)
    try {
      return verifyLog(log, { verifiers: [verifier], recordKey: ring, resume })
    } finally {
      log.close()
    }
  }
  expect(goOn(sound, halfway(sound))).toEqual(verify(sound))
  const swapped = tampered(`UPDATE part SET ciphertext = zeroblob(length(ciphertext)) WHERE key = ${3 * 1024 + 1}`)
  expect(goOn(swapped, halfway(swapped))).toEqual(verify(swapped))
  const retold = tampered('UPDATE tile SET hashes = zeroblob(8192) WHERE idx = 1')
  expect(goOn(retold, halfway(sound)).ok).toBe(false)
  expect(() => goOn(sound, halfway(sound), null)).toThrow('other record keys')
})

describe('what a stronger hand than a database’s can do', { tags: ['MO-13'] }, () => {
  test('an entry rewritten with its leaf, its tile and the tree is told by the checkpoints, which name the entries', () => {
    const folder = tampered(
      "UPDATE log_entry SET entry = CAST(replace(CAST(entry AS TEXT), 'MDOT', 'MDOR') AS BLOB) WHERE idx = 300",
    )
    rehash(folder)
    const { faults } = verify(folder)
    expect(faults).toContainEqual(
      expect.objectContaining({ kind: 'checkpoint', message: expect.stringContaining('entries 260 to 521') as string }),
    )
  })

  test('an entry and its leaf hash rewritten together are named by the tile they were made into', () => {
    const folder = tampered(
      "UPDATE log_entry SET entry = CAST(replace(CAST(entry AS TEXT), 'MDOT', 'MDOR') AS BLOB) WHERE idx = 7",
    )
    rehash(folder, false)
    expect(verify(folder).faults).toContainEqual(
      expect.objectContaining({ kind: 'entry', index: 7, record: expect.stringMatching(/^[0-9a-f-]{36}$/) as string }),
    )
  })

  test('a rewrite that is signed anew with the log’s own key is told by a checkpoint kept elsewhere only', () => {
    const folder = tampered(
      "UPDATE log_entry SET entry = CAST(replace(CAST(entry AS TEXT), 'MDOT', 'MDOR') AS BLOB) WHERE idx = 100; DELETE FROM checkpoint",
    )
    rehash(folder)
    const db = new DatabaseSync(join(folder, 'records.db'))
    const { root } = db.prepare('SELECT root FROM tree_state').get() as { root: Uint8Array }
    const note = signCheckpoint({ origin: signingKey.name, size: 522, root: Buffer.from(root) }, signingKey.privateKey)
    db.prepare('INSERT INTO checkpoint VALUES (522, 0, ?)').run(note)
    db.close()
    expect(verify(folder).faults).toEqual([])
    expect(verify(folder, { from: early }).faults).toContainEqual(
      expect.objectContaining({
        kind: 'checkpoint',
        message: expect.stringContaining('another root at size') as string,
      }),
    )
  })

  test('a log signed with another key is no log of this one', () => {
    const folder = tampered('DELETE FROM checkpoint')
    const other = signingKeyFromSeed(signingKey.name, Buffer.alloc(32, 9))
    const db = new DatabaseSync(join(folder, 'records.db'))
    const { root } = db.prepare('SELECT root FROM tree_state').get() as { root: Uint8Array }
    const note = signCheckpoint({ origin: other.name, size: 522, root: Buffer.from(root) }, other.privateKey)
    db.prepare('INSERT INTO checkpoint VALUES (522, 0, ?)').run(note)
    db.close()
    expect(verify(folder).faults).toContainEqual(
      expect.objectContaining({ kind: 'checkpoint', message: expect.stringContaining('not signed by') as string }),
    )
  })

  test('a whole store rolled back to an earlier day is told by a checkpoint kept elsewhere', () => {
    const db = new DatabaseSync(join(sound, 'records.db'), { readOnly: true })
    const kept = (db.prepare('SELECT note FROM checkpoint WHERE size = 522').get() as { note: string }).note
    db.close()
    expect(verify(rolledBack, {}).ok).toBe(true)
    expect(verify(rolledBack, { from: kept }).faults[0]).toMatchObject({
      kind: 'checkpoint',
      message: "the log doesn't reach the given checkpoint of 522 entries",
    })
  })
})

/** Makes leaves, tiles and tree anew from the entries, as somebody would who knows how they are made. */
function rehash(folder: string, hasTiles = true): void {
  const db = new DatabaseSync(join(folder, 'records.db'))
  const rows = db.prepare('SELECT idx, entry FROM log_entry ORDER BY idx').all() as { idx: number; entry: Uint8Array }[]
  const setLeaf = db.prepare('UPDATE log_entry SET leaf = ? WHERE idx = ?')
  const leaves = rows.map(({ entry }) => leafHash(entry))
  for (const [i, leaf] of leaves.entries()) setLeaf.run(leaf, rows[i]!.idx)
  if (hasTiles) {
    const empty = { frontier: EMPTY_FRONTIER, root: EMPTY_ROOT, unfinished: [], epoch: '', lastTime: '' }
    const { tree, tiles } = growTree(empty, leaves, '')
    const setTile = db.prepare('UPDATE tile SET hashes = ?, root = ? WHERE level = ? AND idx = ?')
    for (const { level, index, hashes, root } of tiles) setTile.run(hashes, root, level, index)
    db.prepare('UPDATE tree_state SET root = ?, frontier = ?').run(tree.root, Buffer.concat(tree.frontier.nodes))
  }
  db.close()
}

test('entries and tiles refuse to be changed by accident', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guarded-'))
  folders.push(folder)
  cpSync(sound, folder, { recursive: true })
  const db = new DatabaseSync(join(folder, 'records.db'))
  for (const sql of [
    'UPDATE log_entry SET time = 1',
    'DELETE FROM log_entry',
    'UPDATE tile SET idx = 9',
    'DELETE FROM tile',
  ]) {
    expect(() => db.exec(sql)).toThrow('append-only')
  }
  db.close()
})
