import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer, chatEnd, chatText } from '#test/support/answer-events.ts'
import { ask, chatQuestion, type Question } from '#test/support/asking.ts'
import { type RawHandler, type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const CANARY = 'canary-7c1f93'
let upstream: RawUpstream
let gateway: TestGateway
let token: string
let handler: RawHandler = (_, reply) => reply.json(200, chatAnswer('Nine to five.'))

beforeAll(async () => {
  upstream = await startRawUpstream((request, reply) => handler(request, reply))
  gateway = await startGateway({ upstream: upstream.origin, values: { SANDBOX_CREDENTIAL: 'env:TEST_UPSTREAM_KEY' } })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const whole = (question: Question = {}) =>
  ask(gateway, token, { body: chatQuestion(`Hello ${CANARY}`, false), ...question }).whole()

test('of the client’s headers none arrives upstream: no cookie, forwarding, vendor, organisation or hop-by-hop header', async () => {
  const before = upstream.requests.length
  await whole({
    headers: {
      cookie: `session=${CANARY}`,
      'x-forwarded-for': '10.0.0.1',
      'x-forwarded-host': 'inside.its.ms.gov',
      forwarded: 'for=10.0.0.1',
      'x-real-ip': '10.0.0.1',
      via: '1.1 proxy',
      'api-key': `sk-${CANARY}`,
      'x-api-key': `sk-${CANARY}`,
      'openai-organization': `org-${CANARY}`,
      'openai-project': `proj-${CANARY}`,
      'openai-beta': 'assistants=v2',
      'x-stainless-os': 'Linux',
      te: 'trailers',
      'proxy-authorization': `Basic ${CANARY}`,
      'keep-alive': 'timeout=5',
      'user-agent': CANARY,
      'x-custom': CANARY,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    },
  })
  const { headers, rawHeaders } = upstream.requests[before]!
  expect(Object.keys(headers).sort()).toEqual([
    'accept',
    'accept-encoding',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
    'user-agent',
  ])
  expect(headers).toMatchObject({
    authorization: 'Bearer sk-upstream-secret',
    'user-agent': 'statehouse',
    'accept-encoding': 'identity',
  })
  expect(rawHeaders.join('\n')).not.toContain(CANARY)
})

test('of the upstream’s headers only rate limits and timings reach the client', async () => {
  handler = (_, reply) =>
    reply.answer(
      200,
      {
        'content-type': 'application/json',
        'set-cookie': `vendor=${CANARY}`,
        'openai-organization': `org-${CANARY}`,
        'x-request-id': `req-${CANARY}`,
        'x-ratelimit-remaining-requests': '9',
        'openai-processing-ms': '12',
        connection: 'keep-alive, x-hop',
        'x-hop': CANARY,
        server: CANARY,
        'strict-transport-security': 'max-age=1',
        'access-control-allow-origin': '*',
      },
      JSON.stringify(chatAnswer('Nine.')),
    )
  const { headers } = await whole()
  expect(JSON.stringify(headers)).not.toContain(CANARY)
  expect(headers).toMatchObject({ 'x-ratelimit-remaining-requests': '9', 'openai-processing-ms': '12' })
  expect(headers).not.toHaveProperty('access-control-allow-origin')
})

test('no credential, token or text is in any line of the log, whatever succeeds, is refused or breaks', {
  tags: ['MS-50'],
}, async () => {
  const secret = `My number is 123-45-6789, ${CANARY}`
  const say = (stream: boolean) => whole({ body: chatQuestion(secret, stream) })
  const scripts: RawHandler[] = [
    (_, reply) => reply.json(200, chatAnswer(`I said ${CANARY}`)),
    (_, reply) => reply.events([chatText(CANARY), chatEnd()]),
    (_, reply) => reply.json(429, { error: { message: CANARY, type: 'x', param: null, code: null } }),
    (_, reply) => reply.answer(200, { 'content-type': 'application/json' }, `not json ${CANARY}`),
    (_, reply) => reply.events([`data: {"${CANARY}\n\n`]),
    (_, reply) => reply.write(`HTTP/1.1 200 ${CANARY}\r\n${CANARY}`).then(() => reply.end()),
    (_, reply) => reply.redirect(`https://${CANARY}.example/`),
    (_, reply) => reply.reset(),
    async (_, reply) => {
      await reply.beginEvents()
      await reply.chunk(chatText(CANARY))
      reply.end()
    },
  ]
  for (const script of scripts) {
    handler = script
    await say(true)
    await say(false)
  }
  await whole({ body: { model: CANARY, messages: [] } })
  await whole({ body: { ...chatQuestion(secret), [CANARY]: 1 } })
  await whole({ path: `/v1/${CANARY}?q=${CANARY}` })
  await whole({ headers: { authorization: `Bearer ${CANARY}` } })
  await whole({ headers: { authorization: `Bearer ${token.slice(0, -4)}${CANARY}` } })
  const left = Promise.withResolvers<void>()
  handler = (_, reply) => {
    leaving.leave()
    void reply.closed.then(left.resolve)
  }
  const leaving = ask(gateway, token, { body: chatQuestion(secret) })
  await left.promise
  await gateway.app.registry.idle()
  const log = gateway.logLines.join('')
  expect(gateway.logLines.length).toBeGreaterThan(20)
  for (const word of [CANARY, '123-45-6789', token, token.split('.')[1]!, 'sk-upstream-secret'])
    expect(log).not.toContain(word)
})

test('an idle connection that the upstream has closed is not used: the next question goes out once, on a new one', async () => {
  handler = async (_, reply) => {
    await reply.json(200, chatAnswer('Nine.'))
    reply.end()
    await reply.closed
  }
  const before = upstream.requests.length
  for (let i = 0; i < 5; i++) expect((await whole()).status).toBe(200)
  expect(upstream.requests.length).toBe(before + 5)
})

test('a connection that breaks under a question that was sent is a 502 and no repeat: a model must not act twice', async () => {
  const before = upstream.requests.length
  handler = (_, reply) => reply.json(200, chatAnswer('Nine.'))
  expect((await whole()).status).toBe(200)
  handler = (_, reply) => reply.reset()
  expect((await whole()).status).toBe(502)
  expect(upstream.requests.length).toBe(before + 2)
})

test('an upstream that refuses before it has read the question is heard', async () => {
  const early = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      const body = JSON.stringify({
        error: { message: 'Too large for me.', type: 'invalid_request_error', param: null, code: null },
      })
      socket.write(
        `HTTP/1.1 413 No\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      )
    })
  })
  early.listen(0, '127.0.0.1')
  await once(early, 'listening')
  const other = await startGateway({ upstream: `http://127.0.0.1:${(early.address() as AddressInfo).port}` })
  const employee = await other.token('employee')
  await other.acknowledge(employee)
  const got = await ask(other, employee, { body: chatQuestion('words '.repeat(500_000), false) }).whole()
  expect(got.status).toBe(413)
  expect(got.text).toContain('Too large for me.')
  await other.close()
  early.close()
})
