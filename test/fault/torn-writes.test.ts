import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExchangeId } from '#src/core/ids.ts'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { verifyLog } from '#src/records/verify.ts'
import { draft, ids, openStore, recordKey, signingKey } from '../support/record-store.ts'

/**
 * What a machine leaves that stops in the middle of a write: a write that is cut short, one that never came, one that came
 * while an earlier one did not. The files of a real store are torn at each of its writes, and what opens is compared with
 * what had been acknowledged.
 */
const isFull = process.env['STATEHOUSE_TEST_FULL'] !== undefined
const WAL_HEAD = 32
const FRAME_HEAD = 24
const PAGE = 4096
const FRAME = FRAME_HEAD + PAGE

interface Files {
  readonly db: Buffer
  readonly wal: Buffer
  /** Entries that were acknowledged. */
  readonly size: number
}

let folder: string
/** Before and after one commit of several entries, a spooled stream among them. */
let before: Files
let after: Files

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'torn-'))
  const live = join(folder, 'live')
  mkdirSync(live)
  const store = await openStore(live)
  for (let i = 0; i < 5; i++) await exchange(store)
  await store.checkpoint()
  before = snapshot(live, await store.size())
  const ref = ids.exchangeId()
  await store.append(draft('prompt', ref))
  await store.spool({ ref, seq: 0, body: Buffer.from('vendor'), released: Buffer.from('shown') })
  await Promise.all([exchange(store), exchange(store), store.append(draft('response', ref))])
  after = snapshot(live, await store.size())
  await store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function exchange(store: Awaited<ReturnType<typeof openStore>>): Promise<void> {
  const ref: ExchangeId = ids.exchangeId()
  await store.append(draft('prompt', ref))
  await store.append(draft('response', ref))
}

/** Another process copies: to open and close these files within a process would drop its locks. */
function snapshot(live: string, size: number): Files {
  const copy = mkdtempSync(join(folder, 'copy-'))
  spawnSync('cp', [join(live, 'records.db'), join(live, 'records.db-wal'), copy])
  return { db: readFileSync(join(copy, 'records.db')), wal: readFileSync(join(copy, 'records.db-wal')), size }
}

/** What a store has that was left with these files: its size, and what is wrong with it. */
function reopened(db: Buffer, wal: Buffer): { size: number; wrong: string[] } {
  const at = mkdtempSync(join(folder, 'torn-'))
  try {
    writeFileSync(join(at, 'records.db'), db)
    writeFileSync(join(at, 'records.db-wal'), wal)
    const log = openLogFolder(at)
    try {
      const { size, faults } = verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
      return { size, wrong: faults.map(({ message }) => message) }
    } finally {
      log.close()
    }
  } finally {
    rmSync(at, { recursive: true, force: true })
  }
}

/** Every place between two lengths at which a write can be cut short: within a frame's head, in its page, at its end. */
function cuts(from: number, to: number): number[] {
  const places: number[] = []
  for (let frame = from; frame < to; frame += FRAME)
    places.push(
      frame + 1,
      frame + FRAME_HEAD - 1,
      frame + FRAME_HEAD + 1,
      frame + FRAME / 2,
      frame + FRAME - 1,
      frame + FRAME,
    )
  return places.filter((place) => place <= to)
}

/** Sizes of the log after each commit that the files hold, by the length of the write-ahead log that is enough for it. */
function sizeAt(length: number): number {
  let size = before.size
  for (const [end, committed] of commits) if (length >= end) size = committed
  return size
}
let commits: [end: number, size: number][] = []

describe('a machine that stops in the middle of a write', { tags: ['MS-23', 'MO-04'] }, () => {
  test('leaves every acknowledged record and no half one, wherever the write is cut short', () => {
    expect(after.wal.length).toBeGreaterThan(before.wal.length + 3 * FRAME)
    expect((before.wal.length - WAL_HEAD) % FRAME).toBe(0)
    commits = commitEnds()
    const wrong: string[] = []
    for (const length of cuts(before.wal.length, after.wal.length)) {
      const found = reopened(after.db, after.wal.subarray(0, length))
      const expected = sizeAt(length)
      if (found.size !== expected || found.wrong.length > 0)
        wrong.push(`cut at ${length}: ${found.size} of ${expected}: ${found.wrong.join('; ')}`)
    }
    expect(wrong).toEqual([])
    expect(commits.at(-1)![1]).toBe(after.size)
  })

  test('leaves the same when a write never came, though later ones did', () => {
    const wrong: string[] = []
    for (let frame = before.wal.length; frame < after.wal.length; frame += FRAME)
      for (const [name, change] of Object.entries(losses)) {
        const wal = Buffer.from(after.wal)
        change(wal.subarray(frame, frame + FRAME))
        const found = reopened(after.db, wal)
        const expected = sizeAt(frame)
        if (found.size !== expected || found.wrong.length > 0)
          wrong.push(`${name} at ${frame}: ${found.size} of ${expected}: ${found.wrong.join('; ')}`)
      }
    expect(wrong).toEqual([])
  })

  test('leaves the whole log when it stops while the write-ahead log is moved into the database, at any page', () => {
    const at = mkdtempSync(join(folder, 'moved-'))
    writeFileSync(join(at, 'records.db'), after.db)
    writeFileSync(join(at, 'records.db-wal'), after.wal)
    const db = new DatabaseSync(join(at, 'records.db'))
    db.exec('PRAGMA wal_checkpoint(PASSIVE)')
    const moved = readFileSync(join(at, 'records.db'))
    db.close()
    const pages = moved.length / PAGE
    expect(pages).toBeGreaterThan(after.db.length / PAGE - 1)
    const wrong: string[] = []
    for (let page = 0; page <= pages; page += isFull ? 1 : 3)
      for (const half of [0, PAGE / 2]) {
        // Pages before this one are moved, this one as far as its half, the others not yet.
        const place = page * PAGE + half
        const torn = Buffer.concat([moved.subarray(0, place), after.db.subarray(Math.min(place, after.db.length))])
        const found = reopened(torn, after.wal)
        if (found.size !== after.size || found.wrong.length > 0)
          wrong.push(`page ${page}+${half}: ${found.size}: ${found.wrong.join('; ')}`)
      }
    expect(wrong).toEqual([])
  })

  test('is gone on with by a store that opens what was left: it ends what was open, and takes new records', async () => {
    const at = join(folder, 'again')
    mkdirSync(at)
    const middle = before.wal.length + 2 * FRAME + 100
    writeFileSync(join(at, 'records.db'), after.db)
    writeFileSync(join(at, 'records.db-wal'), after.wal.subarray(0, middle))
    const store = await openStore(at)
    const size = await store.size()
    expect(size).toBe(sizeAt(middle))
    await store.recoverInterrupted({ open: new Set() })
    await exchange(store)
    await store.checkpoint()
    await store.close()
    expect(statSync(join(at, 'records.db')).size).toBeGreaterThan(0)
    const { wrong, size: now } = reopened(readFileSync(join(at, 'records.db')), Buffer.alloc(0))
    expect(wrong).toEqual([])
    expect(now).toBeGreaterThanOrEqual(size + 2)
  })
})

const losses: Readonly<Record<string, (frame: Buffer) => void>> = {
  'never written': (frame) => frame.fill(0),
  'page without its head': (frame) => frame.fill(0, 0, FRAME_HEAD),
  'head without its page': (frame) => frame.fill(0, FRAME_HEAD),
  'one byte': (frame) => frame.writeUInt8(frame.readUInt8(FRAME_HEAD + 100) ^ 1, FRAME_HEAD + 100),
}

/** A frame whose head gives a database size ends a commit (SQLite file format, 4.1). */
function commitEnds(): [number, number][] {
  const ends: number[] = []
  for (let frame = before.wal.length; frame < after.wal.length; frame += FRAME)
    if (after.wal.readUInt32BE(frame + 4) !== 0) ends.push(frame + FRAME)
  return ends.map((end) => [end, reopened(after.db, after.wal.subarray(0, end)).size])
}
