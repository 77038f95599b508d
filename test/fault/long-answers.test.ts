import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openToRead } from '#src/records/sqlite/open-database.ts'
import { createRecordReader } from '#src/records/sqlite/record-reader.ts'
import { chatEnd, chatText } from '#test/support/answer-events.ts'
import { ask, chatQuestion, endOf } from '#test/support/asking.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { type GatewaySettings, keysOf, type SpawnedGateway, spawnGateway } from '#test/support/spawn-gateway.ts'
import { identityProvider } from '#test/support/start-gateway.ts'

const MIB = 1024 * 1024
const BLOCK = Buffer.from(chatText('Nine to five, '.repeat(4_000)))
/** The long form’s answer is 200 MiB long. */
const HALF_BYTES = (process.env['STATEHOUSE_TEST_FULL'] === undefined ? 30 : 100) * MIB
const BLOCKS = Math.ceil((2 * HALF_BYTES) / BLOCK.length)

let upstream: RawUpstream
let settings: GatewaySettings
let gateway: SpawnedGateway
let token: string

beforeAll(async () => {
  upstream = await startRawUpstream(async (_, reply) => {
    await reply.beginEvents()
    await reply.flood(BLOCKS * BLOCK.length, BLOCK)
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
  gateway = await spawnGateway(settings)
})
afterAll(async () => {
  await gateway.kill()
  await upstream.close()
  await rm(settings.folder, { recursive: true, force: true })
})

test('memory doesn’t grow with an answer: its second half needs no more than the first, and all is recorded', async () => {
  const before = await gateway.memory('kept')
  const asking = ask(gateway, token, {
    body: chatQuestion('Tell me everything.'),
    headers: { 'ai-purpose': 'summarise' },
  })
  const response = await asking.head
  let bytes = 0
  let measuredAt = 0
  let collectedAt = 0
  const peaks = { firstHalf: 0, secondHalf: 0, kept: 0 }
  const measure = async (): Promise<void> => {
    const { rss } = await gateway.memory('used')
    const half = bytes < HALF_BYTES ? 'firstHalf' : 'secondHalf'
    peaks[half] = Math.max(peaks[half], rss)
    if (bytes - collectedAt < 20 * MIB) return
    collectedAt = bytes
    const { heapUsed, arrayBuffers } = await gateway.memory('kept')
    peaks.kept = Math.max(peaks.kept, heapUsed + arrayBuffers)
  }
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes - measuredAt < 2 * MIB) continue
    measuredAt = bytes
    await measure()
  }
  await measure()
  expect(bytes).toBeGreaterThan(BLOCKS * BLOCK.length)
  // Had anybody kept the answer, it would have been all of it, and more than once.
  expect(peaks.secondHalf - peaks.firstHalf).toBeLessThan(75 * MIB)
  expect(peaks.kept).toBeGreaterThan(0)
  expect(peaks.kept - before.heapUsed - before.arrayBuffers).toBeLessThan(40 * MIB)

  const { recordKey } = await keysOf(settings)
  const db = openToRead(settings.folder)
  const entries = createRecordReader(db, recordKey).exchange(String(response.headers['ai-record']))
  db.close()
  expect(endOf(entries)).toMatchObject({ outcome: 'complete', released: { bytes } })
  const pieces = entries.filter((entry) => entry.type === 'piece')
  expect(pieces.length).toBeGreaterThan(10)
  for (const piece of pieces) expect(piece.parts['body']!.length).toBeLessThan(8 * MIB)
}, 120_000)
