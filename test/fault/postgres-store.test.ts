import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { expectAtMost } from '#test/support/at-most.ts'
import type { ExchangeId } from '../../src/core/ids.ts'
import type { GatewayStore } from '../../src/records/gateway-store.ts'
import { createKeyRing, createKeyRingFile, type KeyRing } from '../../src/records/key-ring.ts'
import { connect } from '../../src/records/postgres/connect.ts'
import { signingKeyFromSeed } from '../../src/records/signing-key.ts'
import { startCuttingProxy } from '../support/cutting-proxy.ts'
import { expectSoundLog, verifyDatabase } from '../support/postgres-log.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openGateway } from '../support/postgres-store.ts'
import { draft, dropFolder, ids, makeFolder, signingKey } from '../support/record-store.ts'

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

async function gateway(databaseUrl: string, options: Parameters<typeof openGateway>[2] = {}): Promise<GatewayStore> {
  const store = await openGateway(databaseUrl, folder(), options)
  cleanups.push(() => store.close())
  return store
}

const WRITER = fileURLToPath(new URL('../support/postgres-writer.ts', import.meta.url))

interface WriterProcess {
  readonly child: ChildProcess
  /** The exchange that it never ends. */
  readonly left: ExchangeId
  /** Ids of entries that were acknowledged; grows. */
  readonly acknowledged: string[]
}

async function startWriter(databaseUrl: string, instance: string, keyFile: string): Promise<WriterProcess> {
  const child = spawn(process.execPath, [WRITER, databaseUrl, folder(), instance, keyFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanups.push(() => child.kill('SIGKILL'))
  const acknowledged: string[] = []
  let rest = ''
  const left = await new Promise<ExchangeId>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the writer ended early')))
    child.stdout!.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop()!
      for (const line of lines) {
        if (line.startsWith('left ')) resolve(line.slice(5) as ExchangeId)
        else acknowledged.push(line)
      }
    })
  })
  return { child, left, acknowledged }
}

async function ring(): Promise<{ file: string; recordKey: KeyRing }> {
  const file = join(folder(), 'record-key.json')
  return { file, recordKey: await createKeyRingFile(file) }
}

const isWritable = (store: GatewayStore) =>
  vi.waitFor(() => expect(store.health().writable).toBe(true), { timeout: 15_000, interval: 20 })

describe('many gateways write one log', () => {
  test('four processes at once: indexes and sequences without gaps, nothing twice, a tree that verifies', async () => {
    const database = await server.createDatabase()
    const { file, recordKey } = await ring()
    const writers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => startWriter(database, name, file)))
    await vi.waitFor(() => expect(Math.min(...writers.map((one) => one.acknowledged.length))).toBeGreaterThan(150), {
      timeout: 30_000,
      interval: 20,
    })
    for (const { child } of writers) child.kill('SIGKILL')
    await Promise.all(writers.map(({ child }) => once(child, 'close')))
    const store = await gateway(database, { recordKey })
    const seen = await expectSoundLog(store)
    for (const { acknowledged } of writers) for (const id of acknowledged) expect(seen.has(id)).toBe(true)
    const { faults, parts } = await verifyDatabase(database, recordKey)
    expect(faults).toEqual([])
    expect(parts.intact).toBeGreaterThan(1_000)
  })

  test('a gateway that was killed leaves one interrupted entry, from a peer, with what it had shown', async () => {
    const database = await server.createDatabase()
    const { file, recordKey } = await ring()
    const peer = await gateway(database, { instance: 'peer', recordKey, peerGraceMs: 200 })
    const other = await gateway(database, { instance: 'other', recordKey, peerGraceMs: 200 })
    const { child, left } = await startWriter(database, 'killed', file)
    // As long as it lives, nobody ends what it has open.
    const alive = ids.exchangeId()
    await other.append(draft('prompt', alive))
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect((await peer.exchange(left)).map((entry) => entry.type)).toEqual(['prompt'])
    child.kill('SIGKILL')
    await vi.waitFor(async () => expect(await peer.exchange(left)).toHaveLength(2), { timeout: 15_000, interval: 50 })
    await new Promise((resolve) => setTimeout(resolve, 500))
    const entries = await peer.exchange(left)
    expect(entries.map((entry) => entry.type)).toEqual(['prompt', 'interrupted'])
    expect(entries[1]!.parts['body']!.toString()).toBe('Dear Ann')
    expect((await peer.exchange(alive)).map((entry) => entry.type)).toEqual(['prompt'])
    await expectSoundLog(peer)
  })

  test('its own next start ends what it had open, and spares what others have', async () => {
    const database = await server.createDatabase()
    const { file, recordKey } = await ring()
    const { child, left } = await startWriter(database, 'killed', file)
    child.kill('SIGKILL')
    await once(child, 'close')
    const peer = await gateway(database, { instance: 'peer', recordKey })
    const open = ids.exchangeId()
    await peer.append(draft('prompt', open))
    const again = await gateway(database, { instance: 'killed', recordKey })
    const ended = await again.recoverInterrupted({ open: new Set() })
    expect(ended).toContain(left)
    expect(ended).not.toContain(open)
    expect((await peer.exchange(left)).map((entry) => entry.type)).toEqual(['prompt', 'interrupted'])
    expect(await again.recoverInterrupted({ open: new Set() })).toEqual([])
    await expectSoundLog(again)
  })

  test('an exchange that begins while recovery looks for what was left is spared', async () => {
    const store = await gateway(await server.createDatabase())
    const open = new Set<ExchangeId>()
    for (let i = 0; i < 20; i++) {
      const ref = ids.exchangeId()
      const recovery = store.recoverInterrupted({ open })
      open.add(ref)
      await Promise.all([store.append(draft('prompt', ref)), recovery])
    }
    expect(await store.recoverInterrupted({ open })).toEqual([])
    for (const ref of open) expect(await store.exchange(ref)).toHaveLength(1)
  })

  test('a gateway with other keys than the log’s is refused: what it wrote nobody else could open', async () => {
    const database = await server.createDatabase()
    const first = await gateway(database)
    await first.append(draft('boot'))
    const other = { instance: 'other', recordKey: createKeyRing() }
    await expect(openGateway(database, folder(), other)).rejects.toThrow('STATEHOUSE_RECORD_KEY')
    await first.checkpoint()
    const signer = { instance: 'other', signingKey: signingKeyFromSeed(signingKey.name, Buffer.alloc(32, 9)) }
    await expect(openGateway(database, folder(), signer)).rejects.toThrow('STATEHOUSE_LOG_SIGNING_KEY')
    expect((await first.append(draft('boot'))).index).toBe(1)
  })

  test('a name that a running gateway has is refused to another', async () => {
    const database = await server.createDatabase()
    const first = await gateway(database)
    await expect(openGateway(database, folder())).rejects.toMatchObject({ name: 'InstanceTaken' })
    await first.append(draft('boot'))
    await first.close()
    await gateway(database)
  })

  test('a piece of an answer is refused once a peer has ended its exchange: it would be shown and stand in no record', async () => {
    const database = await server.createDatabase()
    const cutOff = await gateway(database, { instance: 'cut-off' })
    const ref = ids.exchangeId()
    await cutOff.append(draft('prompt', ref))
    await cutOff.spool({ ref, seq: 0, body: Buffer.from('Dear '), released: Buffer.from('Dear ') })
    await cutOff.close()
    const peer = await gateway(database, { instance: 'peer' })
    await peer.append(draft('interrupted', ref))
    const back = await gateway(database, { instance: 'cut-off' })
    const segment = { ref, seq: 1, body: Buffer.from('Ann'), released: Buffer.from('Ann') }
    await expect(back.spool(segment)).rejects.toThrow('its exchange has ended')
    // In a batch with entries as well.
    const [late] = await Promise.allSettled([back.spool(segment), back.append(draft('boot'))])
    expect(late.status).toBe('rejected')
  })

  test('an end that two gateways write is written once, and both are told where it stands', async () => {
    const database = await server.createDatabase()
    const [a, b] = [await gateway(database, { instance: 'a' }), await gateway(database, { instance: 'b' })]
    const ref = ids.exchangeId()
    await a.append(draft('prompt', ref))
    const ends = await Promise.all([a.append(draft('response', ref)), b.append(draft('interrupted', ref))])
    expect(ends[0]!.index).toBe(ends[1]!.index)
    expect(ends.filter((end) => end.endedBefore)).toHaveLength(1)
    expect(await a.exchange(ref)).toHaveLength(2)
    // The batch that found it keeps what else it holds, in order.
    const [again, next] = await Promise.all([b.append(draft('error', ref)), b.append(draft('boot'))])
    expect(again).toEqual({ index: 1, time: ends[0]!.time, endedBefore: true })
    expect(next.index).toBe(2)
    await expectSoundLog(b)
  })
})

describe('when the database fails', () => {
  test('a connection that goes silent while nothing is written is given up, and the store is in service again', async () => {
    const proxy = await startCuttingProxy(await server.createDatabase())
    const store = await gateway(proxy.url)
    await store.append(draft('boot'))
    proxy.swallow()
    // The lookout for a due checkpoint is the first to ask through it.
    await vi.waitFor(() => expect(store.health().writable).toBe(false), { timeout: 15_000, interval: 20 })
    await isWritable(store)
    await store.append(draft('boot'))
    await proxy.close()
  }, 40_000)

  test('a server that hangs: refused within the bound, late entries told, in service again without a restart', async () => {
    const store = await gateway(await server.createDatabase())
    await store.append(draft('boot'))
    const late = Promise.withResolvers<number>()
    server.freeze()
    const since = performance.now()
    try {
      const hanging = draft('boot')
      await expect(store.append(hanging, ({ index }) => late.resolve(index))).rejects.toMatchObject({
        name: 'StoreUnavailable',
        reason: 'slow',
      })
      expectAtMost(2_500, performance.now() - since)
      const refusedAt = performance.now()
      await expect(store.append(draft('boot'))).rejects.toMatchObject({ name: 'StoreUnavailable' })
      expectAtMost(100, performance.now() - refusedAt)
      expect(store.health()).toMatchObject({ writable: false, reason: 'slow' })
    } finally {
      server.resume()
    }
    expect(await late.promise).toBe(1)
    await isWritable(store)
    expect((await store.append(draft('boot'))).index).toBe(2)
    await expectSoundLog(store)
  })

  test('a gateway that hangs with the log in its hands stops the others for a few seconds, not for good', async () => {
    const database = await server.createDatabase()
    const store = await gateway(database)
    await store.append(draft('boot'))
    const hanging = await connect(database)
    cleanups.push(() => hanging.end().catch(() => undefined))
    await hanging.query('BEGIN')
    await hanging.query('SELECT * FROM tree_state FOR UPDATE')
    await expect(store.append(draft('boot'))).rejects.toMatchObject({ reason: 'slow' })
    await isWritable(store)
    expect((await store.append(draft('boot'))).index).toBe(2)
    await expectSoundLog(store)
  })

  test('a server that dies: refused at once, every acknowledged entry there when it is back', async () => {
    const own = await startPostgres()
    cleanups.push(() => own.stop())
    const outages: unknown[] = []
    const store = await gateway(await own.createDatabase(), { onOutage: (outage) => outages.push(outage) })
    const acknowledged = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const entry = draft('boot')
        await store.append(entry)
        return entry.id
      }),
    )
    await own.crash()
    const since = performance.now()
    await vi.waitFor(() => expect(store.health().writable).toBe(false), { timeout: 15_000, interval: 5 })
    expectAtMost(2_000, performance.now() - since)
    await expect(store.append(draft('boot'))).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'lost' })
    await own.restart()
    await isWritable(store)
    expect(outages).toHaveLength(1)
    expect((await store.append(draft('boot'))).index).toBe(300)
    const seen = await expectSoundLog(store)
    for (const id of acknowledged) expect(seen.has(id)).toBe(true)
  })

  test.each(['before', 'after'] as const)(
    'a connection lost %s a commit: the answer is what the log says',
    async (when) => {
      const proxy = await startCuttingProxy(await server.createDatabase())
      cleanups.push(() => proxy.close())
      const store = await gateway(proxy.url)
      await store.append(draft('boot'))
      const batch = Array.from({ length: 20 }, () => draft('boot'))
      proxy.cutCommit(when)
      const settled = await Promise.allSettled(batch.map((entry) => store.append(entry)))
      expect(proxy.cuts).toBe(1)
      await isWritable(store)
      for (const [i, result] of settled.entries()) {
        const stored = await store.byId(batch[i]!.id)
        expect(result.status).toBe(when === 'after' ? 'fulfilled' : 'rejected')
        expect(stored?.index ?? null).toBe(result.status === 'fulfilled' ? result.value.index : null)
      }
      expect((await store.append(draft('boot'))).index).toBe(when === 'after' ? 21 : 1)
      await expectSoundLog(store)
    },
  )
})
