import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { refusal } from '#src/core/refusal-codes.ts'
import { Interruption } from '#src/core/registry.ts'
import { chatAnswer, chatEnd, chatText } from '#test/support/answer-events.ts'
import { ask, chatQuestion, endOf, recordOf, shownBy } from '#test/support/asking.ts'
import type { RawReply } from '#test/support/raw-reply.ts'
import { type RawHandler, type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
let token: string
let handler: RawHandler = () => {}

beforeAll(async () => {
  upstream = await startRawUpstream((request, reply) => handler(request, reply))
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy: (policy) => {
      policy.quotas = []
    },
  })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterEach(async () => {
  await gateway.app.registry.idle()
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

/** Runs a scripted upstream; gives its reply as soon as a request has come. */
function answering(script: (reply: RawReply) => unknown): Promise<RawReply> {
  const arrived = Promise.withResolvers<RawReply>()
  handler = (_, reply) => {
    arrived.resolve(reply)
    return script(reply)
  }
  return arrived.promise
}

/** The newest exchange that is open, which has a prompt. */
const openExchange = (): string => [...gateway.app.registry.open.keys()].at(-1)!

test('a client that leaves before the first byte closes the upstream’s socket, and the record says so', async () => {
  const reached = answering(() => {})
  const asking = ask(gateway, token)
  const reply = await reached
  const id = openExchange()
  asking.leave()
  await reply.closed
  expect(endOf(await recordOf(gateway, id))).toMatchObject({
    outcome: 'client_left',
    deliveredBytes: 0,
    upstream: { status: null },
  })
})

test('a client that leaves in mid-stream closes the upstream’s socket, and what it was given is recorded', async () => {
  const reached = answering(async (reply) => {
    await reply.beginEvents()
    await reply.chunk(chatText('The office is open'))
    await reply.closed
  })
  const asking = ask(gateway, token)
  const response = await asking.head
  const [first] = (await new Promise<Buffer[]>((resolve) =>
    response.once('data', (data: Buffer) => resolve([data])),
  )) as [Buffer]
  asking.leave()
  await (await reached).closed
  const entries = await recordOf(gateway, String(response.headers['ai-record']))
  expect(endOf(entries)).toMatchObject({ type: 'response', outcome: 'client_left', deliveredBytes: first.length })
  expect(shownBy(entries)).toBe(first.toString())
})

test('a client that leaves while it still sends its question leaves nothing open', async () => {
  const before = upstream.requests.length
  const { connect } = await import('node:net')
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1')
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"model":`,
  )
  while (gateway.app.registry.open.size === 0) await new Promise((resolve) => setImmediate(resolve))
  socket.destroy()
  await gateway.app.registry.idle()
  expect(upstream.requests.length).toBe(before)
})

test('a slow client pauses the upstream, and gets every byte once it reads on', async () => {
  const block = Buffer.from(chatText('x'.repeat(60_000)))
  const total = 800 * block.length
  const reached = answering(async (reply) => {
    await reply.beginEvents()
    await reply.flood(total, block)
    await reply.chunk(chatEnd())
    await reply.endChunks()
  })
  const asking = ask(gateway, token)
  const response = await asking.head
  const reply = await reached
  // Others are served meanwhile, and the upstream could send no more than kernels and two bounded buffers hold.
  handler = (_, other) => other.json(200, chatAnswer('Nine.'))
  for (let i = 0; i < 60; i++)
    expect((await ask(gateway, token, { body: chatQuestion('Hello', false) }).whole()).status).toBe(200)
  expect(reply.acceptedBytes).toBeLessThan(total / 2)
  const { text } = await asking.whole()
  expect(text.length).toBeGreaterThan(total)
  const entries = await recordOf(gateway, String(response.headers['ai-record']))
  expect(endOf(entries)).toMatchObject({ type: 'response', released: { bytes: text.length } })
  expect(entries.filter((entry) => entry.type === 'piece').length).toBeGreaterThan(5)
  expect(shownBy(entries) === text).toBe(true)
})

test.each([
  ['revoked', 'credential_revoked'],
  ['suspended', 'system_suspended'],
  ['drain', 'upstream_unavailable'],
] as const)('an exchange that is %s is cut with an error event, and its upstream closed', async (kind, code) => {
  const reached = answering(async (reply) => {
    await reply.beginEvents()
    await reply.chunk(chatText('The office is open'))
    await reply.closed
  })
  const asking = ask(gateway, token)
  await asking.until(1)
  const cut = gateway.app.registry.interrupt(() => new Interruption(kind, refusal(code)))
  expect(cut).toBe(1)
  const { text, headers } = await asking.whole()
  await (await reached).closed
  expect(text).toContain(`"code":"${code}"`)
  expect(text).not.toContain('[DONE]')
  expect(endOf(await recordOf(gateway, String(headers['ai-record'])))).toMatchObject({
    outcome: 'cut',
    refusal: { code },
  })
})

test('an exchange cut before its first byte is refused with the cause’s own status', async () => {
  const reached = answering(() => {})
  const asking = ask(gateway, token, { body: chatQuestion('Hello', false) })
  const reply = await reached
  gateway.app.registry.interrupt(() => new Interruption('revoked', refusal('credential_revoked')))
  expect((await asking.whole()).status).toBe(401)
  await reply.closed
})

test('however a client’s leaving and the answer’s end race, there is one terminal record', async () => {
  const leave: (() => void)[] = []
  handler = async (request, reply) => {
    const whole = JSON.parse(request.body.toString()) as { stream: boolean }
    leave.shift()?.()
    if (whole.stream) await reply.events([chatText('short'), chatEnd()])
    else await reply.json(200, chatAnswer('short'))
  }
  const ids: string[] = []
  for (let round = 0; round < 60; round++) {
    const asking = ask(gateway, token, { body: chatQuestion('Hello', round % 2 === 0) })
    const went = Promise.withResolvers<void>()
    leave.push(() => {
      ids.push(openExchange())
      // A different moment each round: now, some turns of the loop later, at the first byte.
      let turns = Math.floor(round / 3)
      const step = (): void => {
        if (turns-- > 0) setImmediate(step)
        else {
          asking.leave()
          went.resolve()
        }
      }
      step()
    })
    await went.promise
    await gateway.app.registry.idle()
  }
  for (const id of ids) expect(endOf(await recordOf(gateway, id))).toBeDefined()
  expect(ids).toHaveLength(60)
})
