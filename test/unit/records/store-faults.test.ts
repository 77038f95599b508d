import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Position } from '../../../src/core/record.ts'
import type { Outage } from '../../../src/records/commit/availability.ts'
import type { GatewayStore } from '../../../src/records/gateway-store.ts'
import { DISK_FREE, DISK_FULL, inject, READ_ONLY, WRITABLE } from '../../support/faulty-store-worker.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'

const workerUrl = new URL('../../support/faulty-store-worker.ts', import.meta.url)
let folder: string
let store: GatewayStore
let outage: Promise<Outage>

async function open(commitSlowMs = 10_000): Promise<void> {
  folder = makeFolder()
  const ended = Promise.withResolvers<Outage>()
  outage = ended.promise
  store = await openStore(folder, { workerUrl, commitSlowMs, onOutage: ended.resolve })
}

beforeEach(() => open())
afterEach(async () => {
  await store.close()
  dropFolder(folder)
})

function unavailable(reason: string) {
  return { name: 'StoreUnavailable', reason }
}

test.each([
  ['full', DISK_FULL, DISK_FREE],
  ['read_only', READ_ONLY, WRITABLE],
])('a disk that is %s refuses the whole batch, and the store recovers by itself', async (reason, broken, mended) => {
  await store.append(draft('boot'))
  await inject(folder, { kind: 'sql', sql: broken })
  const large = { parts: [{ name: 'body', key: 'record', bytes: randomBytes(200_000) } as const] }
  const ref = ids.exchangeId()
  const waiting = [
    store.append(draft('prompt', ref, large)),
    store.append(draft('boot')),
    store.spool({ ref, seq: 0, body: Buffer.of(1), released: Buffer.of(1) }),
  ]
  for (const append of waiting) await expect(append).rejects.toMatchObject(unavailable(reason))
  expect(store.health()).toMatchObject({ writable: false, reason, size: 1 })
  await expect(store.append(draft('boot'))).rejects.toMatchObject(unavailable(reason))

  await inject(folder, { kind: 'sql', sql: mended })
  expect(await outage).toMatchObject({ reason, refused: 4 })
  expect(store.health()).toMatchObject({ writable: true, reason: null })
  expect((await store.append(draft('boot'))).index).toBe(1)
  expect(await store.exchange(ref)).toEqual([])
})

test('a database locked by somebody else refuses, and recovers when it is free', async () => {
  await store.append(draft('boot'))
  const other = new DatabaseSync(`${folder}/records.db`)
  other.exec('BEGIN IMMEDIATE')
  await expect(store.append(draft('boot'))).rejects.toMatchObject(unavailable('locked'))
  other.exec('ROLLBACK')
  other.close()
  expect(await outage).toMatchObject({ reason: 'locked' })
  expect((await store.append(draft('boot'))).index).toBe(1)
})

test('a writer that hangs is refused within the bound, and what it writes late is told', async () => {
  await store.close()
  dropFolder(folder)
  await open(50)
  const gate = new Int32Array(new SharedArrayBuffer(4))
  await inject(folder, { kind: 'hang', gate })
  const late = Promise.withResolvers<Position>()
  const entry = draft('boot')
  await expect(store.append(entry, late.resolve)).rejects.toMatchObject(unavailable('slow'))
  await expect(store.append(draft('boot'))).rejects.toMatchObject(unavailable('slow'))
  expect(store.health()).toMatchObject({ writable: false, reason: 'slow' })

  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
  expect(await late.promise).toMatchObject({ index: 0 })
  expect(await outage).toMatchObject({ reason: 'slow', refused: 2 })
  expect((await store.byId(entry.id))!.index).toBe(0)
})

test('when the writer dies, what waits is lost, and a new writer goes on from the stored tree', async () => {
  await Promise.all(Array.from({ length: 300 }, () => store.append(draft('boot'))))
  const ref = ids.exchangeId()
  await store.append(draft('prompt', ref))
  await store.spool({ ref, seq: 0, body: Buffer.from('seen [NAME_1]'), released: Buffer.from('seen Ann') })
  await inject(folder, { kind: 'die' })
  expect(await outage).toMatchObject({ reason: 'lost' })
  expect(await store.recoverInterrupted({ open: new Set([ref]) })).toEqual([])
  expect(await store.recoverInterrupted({ open: new Set() })).toEqual([ref])
  expect(await store.recoverInterrupted({ open: new Set() })).toEqual([])
  const entries = await store.exchange(ref)
  expect(entries.map((entry) => entry.type)).toEqual(['prompt', 'interrupted'])
  expect(entries[1]!.index).toBe(301)
  expect(entries[1]!.parts['body']!.toString()).toBe('seen [NAME_1]')
  expect(JSON.parse(entries[1]!.parts['out']!.toString())).toEqual({ edits: [{ start: 0, end: 13, text: 'seen Ann' }] })
})

test('an append in flight when the writer dies is refused as lost, not left waiting', async () => {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  await inject(folder, { kind: 'hang', gate })
  // Listened to from the beginning: it may be refused before the writer's death is told.
  const appended = store.append(draft('boot')).then(
    () => 'durable',
    (error: unknown) => (error as { reason: string }).reason,
  )
  const dying = inject(folder, { kind: 'die' })
  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
  await dying
  const settled = await appended
  expect(['durable', 'lost']).toContain(settled)
  await outage
  // What was refused as lost may have become durable all the same, and once at most.
  expect(settled === 'durable' ? [1] : [0, 1]).toContain(await store.size())
})

test('a tree that somebody else changed stops the writer', async () => {
  await store.append(draft('boot'))
  const other = new DatabaseSync(`${folder}/records.db`)
  other.exec("UPDATE tree_state SET epoch = 'another'")
  other.close()
  await expect(store.append(draft('boot'))).rejects.toMatchObject(unavailable('fault'))
  expect(store.health().writable).toBe(false)
})
