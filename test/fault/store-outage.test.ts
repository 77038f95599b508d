import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chatAnswer, chatEnd, chatText } from '#test/support/answer-events.ts'
import { ask, chatQuestion, endOf, entriesOf, metaOf, promptsOf, recordOf, shownBy } from '#test/support/asking.ts'
import {
  DISK_FREE,
  DISK_FULL,
  inject,
  READ_ONLY,
  type StoreFault,
  WRITABLE,
} from '#test/support/faulty-store-worker.ts'
import { type RawHandler, type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const storeWorkerUrl = new URL('../support/faulty-store-worker.ts', import.meta.url)
let upstream: RawUpstream
let gateway: TestGateway
let token: string
let handler: RawHandler

async function start(commitSlowMs: number): Promise<void> {
  handler = (_, reply) => reply.json(200, chatAnswer('Nine to five.'))
  upstream = await startRawUpstream((request, reply) => handler(request, reply))
  gateway = await startGateway({ upstream: upstream.origin, app: { storeWorkerUrl, commitSlowMs } })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
}
beforeEach(() => start(10_000))
afterEach(async () => {
  await gateway.close()
  await upstream.close()
})

const question = { body: chatQuestion('When is the office open?', false) }
const askOnce = () => ask(gateway, token, question).whole()
/** Needs more room than what a full database has left. */
const askLong = () => ask(gateway, token, { body: chatQuestion(noise(300_000), false) }).whole()
/** Letters that can't be packed. */
const noise = (length: number): string =>
  Array.from(randomBytes(length), (byte, at) => (at % 7 === 6 ? ' ' : String.fromCharCode(97 + (byte % 26)))).join('')
const gate = () => new Int32Array(new SharedArrayBuffer(4))
const release = (gate: Int32Array): void => {
  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
}

/** Asks until the gateway takes requests again, without a restart. */
async function recovered(): Promise<void> {
  for (;;) {
    const { status } = await askOnce()
    if (status === 200) return
    expect(status).toBe(503)
  }
}

async function expectOneOutage(reason: string): Promise<void> {
  const outages = async () => (await entriesOf(gateway)).filter((entry) => entry.type === 'outage').map(metaOf)
  while ((await outages()).length === 0) await new Promise((resolve) => setImmediate(resolve))
  const found = await outages()
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    reason,
    refused: expect.any(Number),
    from: expect.any(String),
    to: expect.any(String),
  })
  expect(found[0]!['refused']).toBeGreaterThan(0)
}

function expectRefused({ status, headers, text }: Awaited<ReturnType<typeof askOnce>>): void {
  expect(status).toBe(503)
  expect(headers).toMatchObject({ 'x-should-retry': 'true', 'retry-after': '1' })
  expect((JSON.parse(text) as { error: object }).error).toMatchObject({
    code: 'record_unavailable',
    type: 'server_error',
  })
}

test.each([
  ['full', { kind: 'sql', sql: DISK_FULL }, { kind: 'sql', sql: DISK_FREE }],
  ['read_only', { kind: 'sql', sql: READ_ONLY }, { kind: 'sql', sql: WRITABLE }],
] satisfies [string, StoreFault, StoreFault][])(
  'a store that is %s: 503, nothing reaches the upstream, recovery without restart, one outage entry',
  async (reason, broken, mended) => {
    await inject(gateway.folder, broken)
    const refused = await Promise.all(Array.from({ length: 5 }, askLong))
    for (const answer of refused) expectRefused(answer)
    expect(upstream.requests).toHaveLength(0)
    await inject(gateway.folder, mended)
    await recovered()
    await expectOneOutage(reason)
    expect(upstream.requests).toHaveLength(1)
    for (const id of await promptsOf(gateway)) endOf(await recordOf(gateway, id))
  },
)

test('a store locked by somebody else: 503, nothing reaches the upstream, recovery, one outage entry', {
  tags: ['MS-64', 'MO-11'],
}, async () => {
  const other = new DatabaseSync(`${gateway.folder}/records.db`)
  other.exec('BEGIN IMMEDIATE')
  expectRefused(await askOnce())
  expect(upstream.requests).toHaveLength(0)
  other.exec('ROLLBACK')
  other.close()
  await recovered()
  await expectOneOutage('locked')
})

test('a killed writer: what was in flight is refused, a new writer takes over, one outage entry', async () => {
  await inject(gateway.folder, { kind: 'die' })
  await recovered()
  await expectOneOutage('lost')
  const prompts = await promptsOf(gateway)
  for (const id of prompts) endOf(await recordOf(gateway, id))
  expect(upstream.requests.length).toBeLessThanOrEqual(prompts.length)
})

test('a hanging writer: 503 within the bound, and a prompt that became durable late gets its terminal record', async () => {
  await gateway.close()
  await upstream.close()
  await start(1_500)
  const hanging = gate()
  await inject(gateway.folder, { kind: 'hang', gate: hanging })
  expectRefused(await askOnce())
  expectRefused(await askOnce())
  expect(upstream.requests).toHaveLength(0)
  release(hanging)
  await recovered()
  await expectOneOutage('slow')
  const prompts = await promptsOf(gateway)
  expect(prompts).toHaveLength(2)
  expect(endOf(await recordOf(gateway, prompts[0]!))).toMatchObject({
    type: 'blocked',
    outcome: 'record_unavailable',
    forwarded: false,
  })
  expect(endOf(await recordOf(gateway, prompts[1]!))).toMatchObject({ outcome: 'complete' })
  await gateway.app.registry.idle()
})

test('a commit slower than the bound ends a stream with an error event; nothing undurable was shown, and the record comes later', async () => {
  await gateway.close()
  await upstream.close()
  await start(1_500)
  const hanging = gate()
  const more = Promise.withResolvers<void>()
  handler = async (_, reply) => {
    await reply.beginEvents()
    await reply.chunk(chatText('durable'))
    await more.promise
    await reply.chunk(chatText('undurable'))
    await reply.closed
  }
  const asking = ask(gateway, token)
  await asking.until(1)
  await inject(gateway.folder, { kind: 'hang', gate: hanging })
  more.resolve()
  const { text, headers } = await asking.whole()
  expect(text).toContain('"code":"record_unavailable"')
  expect(text).not.toContain('undurable')
  expect(text).not.toContain('[DONE]')
  expect(gateway.app.owed.count).toBe(1)
  release(hanging)
  const entries = await recordOf(gateway, String(headers['ai-record']))
  expect(endOf(entries)).toMatchObject({ type: 'error', outcome: 'fault', refusal: { code: 'record_unavailable' } })
  expect(entries.at(-1)!.parts['body']!.toString()).toContain('undurable')
  await gateway.app.registry.idle()
})

test('a store that fails between the last byte and the record: the end marker is withheld, and the record says what was shown', async () => {
  const more = Promise.withResolvers<void>()
  handler = async (_, reply) => {
    await reply.beginEvents()
    await reply.chunk(chatText('durable'))
    await more.promise
    await reply.chunk(chatEnd())
    await reply.endChunks()
  }
  const asking = ask(gateway, token)
  await asking.until(1)
  await inject(gateway.folder, { kind: 'sql', sql: READ_ONLY })
  more.resolve()
  const got = await asking.whole()
  expect(got.text).toContain('"code":"record_unavailable"')
  expect(got.text).not.toContain('[DONE]')
  await inject(gateway.folder, { kind: 'sql', sql: WRITABLE })
  const entries = await recordOf(gateway, String(got.headers['ai-record']))
  expect(endOf(entries)).toMatchObject({ outcome: 'fault' })
  expect(shownBy(entries)).toContain('record_unavailable')
  await gateway.app.registry.idle()
})

test('a store that fails before a JSON answer’s record: the answer is withheld, and recorded once it can be', async () => {
  const arrived = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  handler = async (_, reply) => {
    arrived.resolve()
    await answer.promise
    await reply.json(200, chatAnswer('withheld words'))
  }
  const asking = ask(gateway, token, question)
  await arrived.promise
  await inject(gateway.folder, { kind: 'sql', sql: READ_ONLY })
  answer.resolve()
  const got = await asking.whole()
  expectRefused(got)
  expect(got.text).not.toContain('withheld words')
  await inject(gateway.folder, { kind: 'sql', sql: WRITABLE })
  const entries = await recordOf(gateway, String(got.headers['ai-record']))
  expect(endOf(entries)).toMatchObject({ type: 'error', outcome: 'fault' })
  expect(entries.at(-1)!.parts['body']!.toString()).toContain('withheld words')
  expect(shownBy(entries)).toBe('')
})
