import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { chatAnswer, chatEnd, chatText, responsesText } from '#test/support/answer-events.ts'
import { ask, chatQuestion, endOf, recordOf, shownBy } from '#test/support/asking.ts'
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
      for (const { upstream } of policy.systems) upstream.timeouts = { connectMs: 5_000, firstByteMs: 300, idleMs: 300 }
    },
  })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterEach(() => expect(gateway.app.registry.open.size).toBe(0))
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

/** Asks, and gives what the client got and what was recorded. */
async function exchange(answers: RawHandler, question: Parameters<typeof ask>[2] = {}) {
  handler = answers
  const got = await ask(gateway, token, question).whole()
  const entries = await recordOf(gateway, String(got.headers['ai-record']))
  return { ...got, entries, end: endOf(entries), shown: shownBy(entries) }
}

const errorOf = (text: string) => (JSON.parse(text) as { error: Record<string, unknown> }).error
const responses = { path: '/v1/responses', body: { model: 'general-drafting', stream: true, input: 'Hello' } }

test.each([
  ['a connection reset', (_: unknown, reply: Parameters<RawHandler>[1]) => reply.reset()],
  ['a connection closed in good order', (_: unknown, reply: Parameters<RawHandler>[1]) => reply.end()],
  [
    'something that is not HTTP',
    (_: unknown, reply: Parameters<RawHandler>[1]) => reply.write('220 mail ready\r\n').then(() => reply.end()),
  ],
  [
    'headers beyond the size limit',
    (_: unknown, reply: Parameters<RawHandler>[1]) => reply.answer(200, { 'x-long': 'x'.repeat(70_000) }, '{}'),
  ],
  [
    'an upgrade nobody asked for',
    (_: unknown, reply: Parameters<RawHandler>[1]) =>
      reply.write('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  ],
])('%s before the answer is a 502 in the vendor’s shape, and recorded', async (_name, answers) => {
  const { status, headers, text, end } = await exchange(answers)
  expect(status).toBe(502)
  expect(errorOf(text)).toMatchObject({ code: 'upstream_unavailable', type: 'server_error' })
  expect(headers).toMatchObject({ 'x-should-retry': 'true', 'content-type': 'application/json; charset=utf-8' })
  expect(end).toMatchObject({ type: 'error', outcome: 'upstream_failed', upstream: { status: null } })
})

test.each([
  ['an answer that is not JSON', 'text'],
  ['an answer that is no object', '[1]'],
  ['an answer that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
  ['no body at all', ''],
])('%s is a 502, and what was received is recorded', async (_name, body) => {
  const { status, text, end, entries, shown } = await exchange(
    (_, reply) => reply.answer(200, { 'content-type': 'application/json' }, body),
    {
      body: chatQuestion('Hello', false),
    },
  )
  expect(status).toBe(502)
  expect(errorOf(text)).toMatchObject({ code: 'upstream_unavailable', receipt: { rule: 'answer-readable' } })
  expect(end).toMatchObject({ outcome: 'upstream_failed', refusal: { rule: 'answer-readable' } })
  expect(entries.at(-1)!.parts['body']).toEqual(Buffer.from(body))
  expect(shown).toBe('')
})

test('a compressed answer, which nobody can inspect, is a 502', async () => {
  const { status, text } = await exchange((_, reply) =>
    reply.answer(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, 'xx'),
  )
  expect([status, errorOf(text)['code']]).toEqual([502, 'upstream_unavailable'])
})

test('an answer too large to be held is a 502, not memory', async () => {
  const { status, text } = await exchange(
    async (_, reply) => {
      await reply.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n')
      await reply.flood(64 * 1024 * 1024, Buffer.alloc(65_536, ' '))
    },
    { body: chatQuestion('Hello', false) },
  )
  expect(status).toBe(502)
  expect(errorOf(text)).toMatchObject({ receipt: { rule: 'answer-too-large' } })
})

test('interim answers are passed over, and an answer that came before the body was read is one', async () => {
  const { status } = await exchange(async (_, reply) => {
    await reply.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n')
    await reply.json(200, chatAnswer('Nine.'))
  })
  expect(status).toBe(200)
})

test('a redirect is not followed', async () => {
  const before = upstream.requests.length
  const { status, text, end } = await exchange((_, reply) => reply.redirect(`${upstream.origin}/elsewhere`))
  expect([status, errorOf(text)['code']]).toEqual([502, 'upstream_unavailable'])
  expect(upstream.requests.length).toBe(before + 1)
  expect(end).toMatchObject({ outcome: 'upstream_failed', refusal: { rule: 'no-redirects' } })
})

test('the vendor’s own error passes in its shape, without its secrets', async () => {
  const error = {
    message: 'Bad key sk-abcdef123456 of org-abcdef123',
    type: 'invalid_request_error',
    param: null,
    code: 'invalid_api_key',
  }
  const { status, text, end } = await exchange((_, reply) => reply.json(429, { error }))
  expect(status).toBe(429)
  expect(errorOf(text)).toMatchObject({ type: 'invalid_request_error', code: 'invalid_api_key' })
  expect(text).not.toMatch(/sk-abc|org-abc/)
  expect(end).toMatchObject({ type: 'error', outcome: 'upstream_error', upstream: { status: 429 } })
})

test('no headers in time is a 504', async () => {
  const { status, text, end } = await exchange(() => {})
  expect([status, errorOf(text)['code']]).toEqual([504, 'upstream_timeout'])
  expect(end).toMatchObject({ type: 'error', outcome: 'upstream_failed' })
})

test('a body that falls silent is a 504, as JSON and before a stream’s first event', async () => {
  const silentJson = await exchange((_, reply) =>
    reply.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{'),
  )
  expect([silentJson.status, errorOf(silentJson.text)['code']]).toEqual([504, 'upstream_timeout'])
  const silentStream = await exchange((_, reply) => reply.beginEvents())
  expect([silentStream.status, errorOf(silentStream.text)['code']]).toEqual([504, 'upstream_timeout'])
})

test.each([
  [
    'chat',
    {},
    [chatText('The office is '), chatText('open')],
    (reply: Parameters<RawHandler>[1]) => reply.reset(),
    'upstream_unavailable',
  ],
  [
    'chat',
    {},
    [chatText('The office is ')],
    (reply: Parameters<RawHandler>[1]) => reply.endChunks(),
    'upstream_unavailable',
  ],
  ['chat', {}, [chatText('The office is ')], () => {}, 'upstream_timeout'],
  [
    'responses',
    responses,
    [responsesText('The office is ')],
    (reply: Parameters<RawHandler>[1]) => reply.reset(),
    'upstream_unavailable',
  ],
  ['responses', responses, [responsesText('The office is ')], () => {}, 'upstream_timeout'],
])(
  '%s: a stream that breaks off ends with one error event and no end marker, and its record says truncated',
  async (wire, question, events, breakOff, code) => {
    const seen = Promise.withResolvers<void>()
    handler = async (_, reply) => {
      await reply.beginEvents()
      for (const event of events) await reply.chunk(event)
      // Only once it was shown: a reset may overtake what was sent.
      await seen.promise
      breakOff(reply)
    }
    const asking = ask(gateway, token, question)
    const response = await asking.head
    seen.resolve()
    const { text, isBroken } = await asking.whole()
    expect([response.statusCode, isBroken]).toEqual([200, false])
    expect(text).toContain('The office is')
    expect(text.match(/"error":/g)).toHaveLength(1)
    expect(text).not.toContain('[DONE]')
    expect(text).not.toContain('response.completed')
    expect(text.trimEnd().split('\n').at(-1)).toContain(`"code":"${code}"`)
    expect(text.includes('event: error')).toBe(wire === 'responses')
    const entries = await recordOf(gateway, String(response.headers['ai-record']))
    expect(endOf(entries)).toMatchObject({ type: 'response', outcome: 'truncated', refusal: { code } })
    expect(shownBy(entries)).toBe(text)
  },
)

test('an event that can’t be read ends the stream; nothing after it is shown', async () => {
  const { status, text, end, shown } = await exchange(async (_, reply) => {
    await reply.events([chatText('before'), 'data: {"broken\n\n', chatText('after'), chatEnd()])
  })
  expect(text).not.toContain('after')
  expect(text).not.toContain('[DONE]')
  expect(end).toMatchObject({ refusal: { rule: 'answer-readable' } })
  if (status === 200) expect(shown).toBe(text)
})

test('a whole stream’s end marker comes after the record, and the record holds every byte that was shown', async () => {
  const { text, end, shown, entries } = await exchange((_, reply) =>
    reply.events([chatText('Nine to five.'), chatEnd()]),
  )
  expect(text.trimEnd().endsWith('[DONE]')).toBe(true)
  expect(end).toMatchObject({ type: 'response', outcome: 'complete' })
  expect(shown).toBe(text)
  expect(entries.map((entry) => entry.type)).toEqual(['prompt', 'response'])
})
