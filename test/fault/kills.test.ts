import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { releasedBytes } from '#src/pipeline/released-items.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { openToRead } from '#src/records/sqlite/open-database.ts'
import { createRecordReader } from '#src/records/sqlite/record-reader.ts'
import { verifyLog } from '#src/records/verify.ts'
import { chatAnswer, chatEnd, chatText } from '#test/support/answer-events.ts'
import { ask, chatQuestion } from '#test/support/asking.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { type GatewaySettings, keysOf, type SpawnedGateway, spawnGateway } from '#test/support/spawn-gateway.ts'
import { identityProvider } from '#test/support/start-gateway.ts'

const KILLS = process.env['STATEHOUSE_TEST_FULL'] === undefined ? 8 : 100
const CLIENTS = 8

/** What one client saw of one exchange. */
interface Seen {
  readonly id: string
  readonly bytes: Buffer
}

let upstream: RawUpstream
let settings: GatewaySettings
let token: string

beforeAll(async () => {
  upstream = await startRawUpstream(async (request, reply) => {
    if (!(JSON.parse(request.body.toString()) as { stream?: boolean }).stream)
      return reply.json(200, chatAnswer('Nine to five.'))
    await reply.beginEvents()
    for (let i = 0; i < 40; i++) {
      await reply.chunk(chatText(`word ${i} `))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await reply.chunk(chatEnd())
    await reply.endChunks()
  })
  const provider = await identityProvider()
  token = await provider.tokenFor('app-benefits')
  settings = {
    folder: await mkdtemp(join(tmpdir(), 'statehouse-')),
    issuer: provider.issuer,
    upstream: upstream.origin,
  }
})
afterAll(async () => {
  await upstream.close()
  await rm(settings.folder, { recursive: true, force: true })
})

/** Asks one question after the other until the gateway is gone. */
async function client(gateway: SpawnedGateway, seen: Seen[], streams: boolean): Promise<void> {
  for (;;) {
    const asking = ask(gateway, token, {
      body: chatQuestion('When is the office open?', streams),
      headers: { 'ai-purpose': 'summarise' },
    })
    try {
      const response = await asking.head
      expect(response.statusCode).toBe(200)
      const pieces: Buffer[] = []
      const note = (): void =>
        void seen.push({ id: String(response.headers['ai-record']), bytes: Buffer.concat(pieces) })
      response.on('data', (piece: Buffer) => pieces.push(piece))
      await new Promise<void>((resolve) => response.on('close', resolve))
      note()
      if (!response.complete) return
    } catch (error) {
      if ((error as { code?: string }).code === undefined) throw error
      return
    }
  }
}

/** Prompts without a terminal record, as the log has them now. */
function openPrompts(): readonly string[] {
  const log = openLogFolder(settings.folder)
  try {
    return log.openExchanges()
  } finally {
    log.close()
  }
}

test(`over ${KILLS} kills under load every byte shown is in the log, every prompt ends once, and the log verifies`, {
  tags: ['MS-64', 'MO-39'],
  timeout: 1_800_000,
}, async () => {
  const seen: Seen[] = []
  let interrupted = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const gateway = await spawnGateway(settings)
    // It listens: everything that the last one left open has its end.
    expect(openPrompts()).toEqual([])
    const clients = Array.from({ length: CLIENTS }, (_, i) => client(gateway, seen, i % 4 !== 0))
    // However slow the machine is: every process answers before it is killed, in the middle of other answers.
    for (const before = seen.length; seen.length < before + 2; ) await new Promise((resolve) => setTimeout(resolve, 5))
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 250))
    await gateway.kill()
    await Promise.all(clients)
    interrupted += openPrompts().length
  }
  const last = await spawnGateway(settings)
  expect(openPrompts()).toEqual([])
  // Signs what there is: a log that was always killed within its first second had no time to.
  expect((await fetch(`${last.url}/log/checkpoint`)).status).toBe(200)
  await last.kill()

  const { recordKey, signingKey } = await keysOf(settings)
  const log = openLogFolder(settings.folder)
  const result = verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
  log.close()
  expect(result.faults).toEqual([])
  expect(result.open).toEqual([])
  expect(interrupted).toBeGreaterThan(0)

  const db = openToRead(settings.folder)
  const reader = createRecordReader(db, recordKey)
  let broken = 0
  for (const { id, bytes } of seen) {
    const recorded = releasedBytes(reader.exchange(id))!
    expect(recorded.subarray(0, bytes.length).equals(bytes), `exchange ${id}`).toBe(true)
    if (bytes.length < recorded.length) broken++
  }
  db.close()
  expect(seen.length).toBeGreaterThan(KILLS)
  expect(broken).toBeGreaterThan(0)
})
