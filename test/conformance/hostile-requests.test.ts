import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { metaOf, recordsOf } from '#test/support/exchange-records.ts'
import { CHAT, expectRefusal, GOOD, JSON_TYPE, post, request } from '#test/support/raw-refusals.ts'
import { sendRaw } from '#test/support/raw-request.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let sandbox: Sandbox
let gateway: TestGateway
let token: string

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({ upstream: sandbox.origin })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})
afterEach(async () => {
  expect(sandbox.requests.map((request) => request.body)).toEqual([])
  // Whatever came, the next request is answered.
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: GOOD,
  })
  expect(answer.status).toBe(200)
  await answer.text()
  sandbox.requests.clear()
})

describe('requests that are none', { tags: ['MS-50', 'MO-34'] }, () => {
  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s on an inference route', async (method) => {
    const answer = await sendRaw(
      gateway.url,
      ...request(`${method} /v1/chat/completions`, [`authorization: Bearer ${token}`]),
    )
    await expectRefusal(gateway, answer, 404, 'route_not_governed')
  })

  test.each([
    '/v1/files',
    '/v1/assistants',
    '/v1/chat/completions/x',
    '/v1/chat/completions/../files',
    '/v1//chat/completions',
    '/v1/audio/speech',
    '/v1/models/general-drafting',
    '/openai/v1/chat/completions',
    '/x',
  ])('an unknown route: %s', async (path) => {
    const headers = [`authorization: Bearer ${token}`, JSON_TYPE, `content-length: ${GOOD.length}`]
    await expectRefusal(
      gateway,
      await sendRaw(gateway.url, ...request(`POST ${path}`, headers, GOOD)),
      404,
      'route_not_governed',
    )
  })

  test.each([
    ['no body where a type says JSON', JSON_TYPE, ''],
    ['JSON that is none', JSON_TYPE, '{'],
    ['a prototype', JSON_TYPE, '{"__proto__": {}}'],
    ['a type that nobody reads', 'content-type: application/x-unheard-of', 'x'],
    ['a type that is none', 'content-type: ;;', 'x'],
    ['a body beyond what is read', JSON_TYPE, `"${'x'.repeat(1_100_000)}"`],
  ])('an unknown route with %s', async (_name, type, body) => {
    for (const path of ['/api/v1/notices', '/v1/files', '/x']) {
      const headers = [`authorization: Bearer ${token}`, type, `content-length: ${body.length}`]
      const answer = await sendRaw(gateway.url, ...request(`POST ${path}`, headers, body))
      await expectRefusal(gateway, answer, 404, 'route_not_governed')
    }
  })

  test('two credentials', async () => {
    await expectRefusal(
      gateway,
      await sendRaw(gateway.url, ...post(token, GOOD, `authorization: Bearer ${token}`)),
      400,
      'duplicate_key',
    )
  })

  test('headers beyond all bounds', async () => {
    await expectRefusal(
      gateway,
      await sendRaw(gateway.url, ...post(token, GOOD, `x-padding: ${'x'.repeat(100_000)}`)),
      400,
      'malformed_body',
    )
  })

  test('what isn’t HTTP', async () => {
    await expectRefusal(
      gateway,
      await sendRaw(gateway.url, '\x16\x03\x01\x02\x00 not http at all\r\n\r\n'),
      400,
      'malformed_body',
    )
  })

  test('a length and chunks at once', async () => {
    const answer = await sendRaw(gateway.url, ...post(token, GOOD, 'content-length: 5', 'transfer-encoding: chunked'))
    await expectRefusal(gateway, answer, 400, 'malformed_body')
  })

  test('two lengths', async () => {
    await expectRefusal(
      gateway,
      await sendRaw(gateway.url, ...post(token, GOOD, 'content-length: 5', 'content-length: 50')),
      400,
      'malformed_body',
    )
  })

  test('a length that is too short', async () => {
    const [head, body] = post(token, GOOD, 'content-length: 10')
    await expectRefusal(gateway, await sendRaw(gateway.url, head!, body!), 400, 'malformed_body')
  })

  test('headers that never end', async () => {
    gateway.app.server.server.headersTimeout = 1
    try {
      const { hostname, port } = new URL(gateway.url)
      const answer = await sendRaw(`http://${hostname}:${port}`, `${CHAT} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: `)
      await expectRefusal(gateway, answer, 400, 'malformed_body')
    } finally {
      gateway.app.server.server.headersTimeout = 20_000
    }
  })

  test('a client that leaves before its body is whole is recorded, and nothing is sent', async () => {
    const before = await gateway.app.store.size()
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    const [head] = post(token, GOOD, 'content-length: 500')
    socket.write(head!)
    socket.write('{"model":', () => socket.destroy())
    await expect.poll(async () => gateway.app.store.size(), { timeout: 20_000 }).toBe(before + 1)
    await gateway.app.registry.idle()
  })
})

describe('credentials in a vendor’s own header', { tags: ['MS-35'] }, () => {
  const body = (headers: readonly string[]): (string | Uint8Array)[] =>
    request(CHAT, [JSON_TYPE, `content-length: ${GOOD.length}`, ...headers], GOOD)

  test.each(['api-key', 'x-api-key', 'x-goog-api-key'])('%s may carry a state token', async (name) => {
    const answer = await sendRaw(gateway.url, ...body([`${name}: ${token}`]))
    expect(answer.status).toBe(200)
    expect(sandbox.requests.at(-1)?.headers[name]).toBeUndefined()
    sandbox.requests.clear()
  })

  test.each(['sk-proj-abcdefghijklmnop', 'anything', 'eyJhbGciOiJub25lIn0.e30.x'])(
    '%s there is a vendor’s key',
    async (key) => {
      await expectRefusal(
        gateway,
        await sendRaw(gateway.url, ...body([`x-api-key: ${key}`])),
        403,
        'credential_not_state_issued',
      )
    },
  )

  test('a vendor’s key as Bearer', async () => {
    const answer = await sendRaw(gateway.url, ...body(['authorization: Bearer sk-proj-abcdefghijklmnop']))
    await expectRefusal(gateway, answer, 403, 'credential_not_state_issued')
  })

  test('beside a good token it is dropped and noted, and never forwarded', async () => {
    const answer = await sendRaw(
      gateway.url,
      ...body([
        `authorization: Bearer ${token}`,
        'x-api-key: sk-proj-abcdefghijklmnop',
        'openai-organization: org-mine',
        'cookie: a=b',
        'x-forwarded-for: 1.2.3.4',
      ]),
    )
    expect(answer.status).toBe(200)
    const [received] = sandbox.requests
    expect(Object.keys(received?.headers ?? {}).sort()).not.toEqual(expect.arrayContaining(['x-api-key']))
    expect(JSON.stringify(received?.headers)).not.toMatch(/sk-proj|org-mine|1\.2\.3\.4|cookie|forwarded/)
    const [prompt] = await recordsOf(gateway, answer.headers['ai-record'] ?? '')
    expect(metaOf(prompt)).toMatchObject({ vendorKeyDropped: true })
    sandbox.requests.clear()
  })
})
