import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { metaOf, recordsOf } from '#test/support/exchange-records.ts'
import { type RawAnswer, sendRaw } from '#test/support/raw-request.ts'
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

const GOOD = '{"model":"general-drafting","messages":[{"role":"user","content":"Hi"}]}'
const CHAT = 'POST /v1/chat/completions'
const JSON_TYPE = 'content-type: application/json'

function request(line: string, headers: readonly string[], body: string | Uint8Array = ''): (string | Uint8Array)[] {
  const fields = ['host: 127.0.0.1', ...headers].map((header) => `${header}\r\n`).join('')
  return [`${line} HTTP/1.1\r\n${fields}\r\n`, body]
}

function post(body: string | Uint8Array, ...headers: string[]): (string | Uint8Array)[] {
  const own = headers.some((header) => header.startsWith('content-type')) ? [] : [JSON_TYPE]
  const length = headers.some((header) => /^(content-length|transfer-encoding)/.test(header))
    ? []
    : [`content-length: ${Buffer.byteLength(body)}`]
  return request(CHAT, [`authorization: Bearer ${token}`, ...own, ...length, ...headers], body)
}

interface Refused {
  readonly error: {
    readonly message: string
    readonly code: string
    readonly clause: string
    readonly next: string
    readonly receipt: { readonly record: string; readonly rule: string; readonly policy: string }
  }
}

/** A refusal in the vendor's shape that says what to do next, with one record of it under the id that it names. */
async function expectRefusal(answer: RawAnswer, status: number, code: string): Promise<Record<string, unknown>> {
  const { error } = JSON.parse(answer.body) as Refused
  expect({ status: answer.status, code: error.code }).toEqual({ status, code })
  expect(answer.headers['content-type']).toMatch(/^application\/json/)
  const record = answer.headers['ai-record'] ?? ''
  expect(answer.headers['x-request-id']).toBe(record)
  expect(answer.headers['ai-decision']).toMatch(/^refuse;rule=[^;]+;policy=[0-9a-f]+$/)
  if (status !== 401) {
    expect(error).toMatchObject({ clause: expect.stringMatching(/^M[SO]-\d\d$/), message: expect.any(String), next: expect.any(String) })
    expect(error.receipt).toMatchObject({ record, rule: expect.any(String), policy: expect.any(String) })
  }
  const entries = await recordsOf(gateway, record)
  expect(entries.map((entry) => entry.type)).toEqual(['blocked'])
  return metaOf(entries[0])
}

const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
const bodies: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['a key twice', '{"model":"x","model":"general-drafting","messages":[]}', 'duplicate_key'],
  ['a key twice, once escaped', '{"model":"x","mod\\u0065l":"general-drafting","messages":[]}', 'duplicate_key'],
  ['a key twice, deep inside', GOOD.replace('"role"', '"content":"a","role"'), 'duplicate_key'],
  ['__proto__', GOOD.replace('{"model"', '{"__proto__":{"a":1},"model"'), 'malformed_body'],
  ['__proto__, escaped', GOOD.replace('{"model"', '{"__pr\\u006fto__":1,"model"'), 'malformed_body'],
  ['constructor.prototype', GOOD.replace('{"model"', '{"constructor":{"prototype":1},"model"'), 'field_not_governed'],
  ['10,000-deep nesting', deep, 'malformed_body'],
  ['10,000-deep nesting in a field', GOOD.replace('"Hi"', deep), 'malformed_body'],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"model":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]), 'malformed_body'],
  ['an overlong encoding', Buffer.concat([Buffer.from('{"model":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]), 'malformed_body'],
  ['a lone surrogate in bytes', Buffer.concat([Buffer.from('{"model":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]), 'malformed_body'],
  ['a lone surrogate in an escape', GOOD.replace('Hi', '\\ud800'), 'malformed_body'],
  ['a lone surrogate in a key', GOOD.replace('{"model"', '{"\\udfff":1,"model"'), 'malformed_body'],
  ['a byte order mark', `\ufeff${GOOD}`, 'malformed_body'],
  ['UTF-16', Buffer.from(GOOD, 'utf16le'), 'malformed_body'],
  ['data after the document', `${GOOD}{}`, 'malformed_body'],
  ['a NUL after the document', `${GOOD}\0`, 'malformed_body'],
  ['half a document', GOOD.slice(0, 40), 'malformed_body'],
  ['an array', `[${GOOD}]`, 'malformed_body'],
  ['a bare word', 'null', 'malformed_body'],
  ['comments', `/* x */${GOOD}`, 'malformed_body'],
  ['NaN', GOOD.replace('}]}', '}],"n":NaN}'), 'malformed_body'],
  ['a number beyond all bounds', GOOD.replace('}]}', '}],"n":1e999}'), 'malformed_body'],
  ['a raw line feed in a string', GOOD.replace('Hi', 'H\ni'), 'malformed_body'],
  ['an unknown field', GOOD.replace('}]}', '}],"plugins":[]}'), 'field_not_governed'],
  ['vendor memory', GOOD.replace('}]}', '}],"prediction":{"type":"content"},"store":"yes"}'), 'malformed_body'],
]

test.each(bodies)('a body with %s is refused', async (_name, body, code) => {
  const meta = await expectRefusal(await sendRaw(gateway.url, ...post(body)), 400, code)
  expect(meta).toMatchObject({ received: { bytes: Buffer.byteLength(body) } })
})

describe('bodies that are none of ours to read', () => {
  test('compressed ones', async () => {
    const zipped = gzipSync(GOOD)
    for (const encoding of ['gzip', 'br', 'deflate', 'identity, gzip']) {
      await expectRefusal(await sendRaw(gateway.url, ...post(zipped, `content-encoding: ${encoding}`)), 415, 'media_type_not_governed')
    }
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'nonsense'])(
    '%s',
    async (type) => {
      await expectRefusal(await sendRaw(gateway.url, ...post(GOOD, `content-type: ${type}`)), 415, 'media_type_not_governed')
    },
  )

  test('one without a type', async () => {
    const headers = [`authorization: Bearer ${token}`, `content-length: ${GOOD.length}`]
    await expectRefusal(await sendRaw(gateway.url, ...request(CHAT, headers, GOOD)), 415, 'media_type_not_governed')
  })

  test('none at all, and an empty one', async () => {
    await expectRefusal(await sendRaw(gateway.url, ...request(CHAT, [`authorization: Bearer ${token}`])), 400, 'malformed_body')
    await expectRefusal(await sendRaw(gateway.url, ...post('')), 400, 'malformed_body')
  })

  test('one longer than the limit, by its own word', async () => {
    const meta = await expectRefusal(await sendRaw(gateway.url, ...post(GOOD, `content-length: ${11 * 1024 * 1024}`)), 413, 'body_too_large')
    expect(meta).toMatchObject({ declaredBytes: 11 * 1024 * 1024 })
  })

  test('one of a gigabyte in chunks: refused at the limit, and no more of it is taken', async () => {
    const { answer, sentBytes } = await floodChunks(1024 ** 3)
    await expectRefusal(answer, 413, 'body_too_large')
    // The limit, and what stands in the buffers of two sockets.
    expect(sentBytes).toBeLessThan(64 * 1024 * 1024)
  })
})

/** Sends chunks as fast as they are taken until an answer or the end of the connection. */
async function floodChunks(total: number): Promise<{ answer: RawAnswer; sentBytes: number }> {
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  const [head] = post('', 'transfer-encoding: chunked')
  const block = Buffer.alloc(256 * 1024, 0x20)
  const received: Buffer[] = []
  const done = Promise.withResolvers<void>()
  socket.on('data', (chunk: Buffer) => received.push(chunk))
  socket.on('error', () => {})
  socket.on('close', () => done.resolve())
  socket.write(head!)
  let sentBytes = 0
  while (sentBytes < total) {
    const chunk = Buffer.concat([Buffer.from(`${block.length.toString(16)}\r\n`), block, Buffer.from('\r\n')])
    const error = await new Promise<unknown>((resolve) => {
      socket.write(chunk, resolve)
    })
    if (error != null) break
    sentBytes += block.length
  }
  await done.promise
  const text = Buffer.concat(received).toString('utf8')
  const [head2 = '', body = ''] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head2.split('\r\n')
  const headers = Object.fromEntries(lines.map((line) => line.toLowerCase().split(': ') as [string, string]))
  return { answer: { status: Number(first.split(' ')[1]), headers, body }, sentBytes }
}

describe('requests that are none', () => {
  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s on an inference route', async (method) => {
    const answer = await sendRaw(gateway.url, ...request(`${method} /v1/chat/completions`, [`authorization: Bearer ${token}`]))
    await expectRefusal(answer, 404, 'route_not_governed')
  })

  test.each(['/v1/files', '/v1/assistants', '/v1/chat/completions/x', '/v1/chat/completions/../files', '/v1//chat/completions', '/v1/audio/speech', '/v1/models/general-drafting', '/openai/v1/chat/completions', '/x'])(
    'an unknown route: %s',
    async (path) => {
      const headers = [`authorization: Bearer ${token}`, JSON_TYPE, `content-length: ${GOOD.length}`]
      await expectRefusal(await sendRaw(gateway.url, ...request(`POST ${path}`, headers, GOOD)), 404, 'route_not_governed')
    },
  )

  test('two credentials', async () => {
    await expectRefusal(await sendRaw(gateway.url, ...post(GOOD, `authorization: Bearer ${token}`)), 400, 'duplicate_key')
  })

  test('headers beyond all bounds', async () => {
    await expectRefusal(await sendRaw(gateway.url, ...post(GOOD, `x-padding: ${'x'.repeat(100_000)}`)), 400, 'malformed_body')
  })

  test('what isn’t HTTP', async () => {
    await expectRefusal(await sendRaw(gateway.url, '\x16\x03\x01\x02\x00 not http at all\r\n\r\n'), 400, 'malformed_body')
  })

  test('a length and chunks at once', async () => {
    const answer = await sendRaw(gateway.url, ...post(GOOD, 'content-length: 5', 'transfer-encoding: chunked'))
    await expectRefusal(answer, 400, 'malformed_body')
  })

  test('two lengths', async () => {
    await expectRefusal(await sendRaw(gateway.url, ...post(GOOD, 'content-length: 5', 'content-length: 50')), 400, 'malformed_body')
  })

  test('a length that is too short', async () => {
    const [head, body] = post(GOOD, 'content-length: 10')
    await expectRefusal(await sendRaw(gateway.url, head!, body!), 400, 'malformed_body')
  })

  test('headers that never end', async () => {
    gateway.app.server.server.headersTimeout = 1
    try {
      const { hostname, port } = new URL(gateway.url)
      const answer = await sendRaw(`http://${hostname}:${port}`, `${CHAT} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: `)
      await expectRefusal(answer, 400, 'malformed_body')
    } finally {
      gateway.app.server.server.headersTimeout = 20_000
    }
  })

  test('a client that leaves before its body is whole is recorded, and nothing is sent', async () => {
    const before = await gateway.app.store.size()
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    const [head] = post(GOOD, 'content-length: 500')
    socket.write(head!)
    socket.write('{"model":', () => socket.destroy())
    await expect.poll(async () => gateway.app.store.size(), { timeout: 20_000 }).toBe(before + 1)
    await gateway.app.registry.idle()
  })
})

describe('credentials in a vendor’s own header', () => {
  const body = (headers: readonly string[]): (string | Uint8Array)[] =>
    request(CHAT, [JSON_TYPE, `content-length: ${GOOD.length}`, ...headers], GOOD)

  test.each(['api-key', 'x-api-key', 'x-goog-api-key'])('%s may carry a state token', async (name) => {
    const answer = await sendRaw(gateway.url, ...body([`${name}: ${token}`]))
    expect(answer.status).toBe(200)
    expect(sandbox.requests.at(-1)?.headers[name]).toBeUndefined()
    sandbox.requests.clear()
  })

  test.each(['sk-proj-abcdefghijklmnop', 'anything', 'eyJhbGciOiJub25lIn0.e30.x'])('%s there is a vendor’s key', async (key) => {
    await expectRefusal(await sendRaw(gateway.url, ...body([`x-api-key: ${key}`])), 403, 'credential_not_state_issued')
  })

  test('a vendor’s key as Bearer', async () => {
    const answer = await sendRaw(gateway.url, ...body(['authorization: Bearer sk-proj-abcdefghijklmnop']))
    await expectRefusal(answer, 403, 'credential_not_state_issued')
  })

  test('beside a good token it is dropped and noted, and never forwarded', async () => {
    const answer = await sendRaw(gateway.url, ...body([`authorization: Bearer ${token}`, 'x-api-key: sk-proj-abcdefghijklmnop', 'openai-organization: org-mine', 'cookie: a=b', 'x-forwarded-for: 1.2.3.4']))
    expect(answer.status).toBe(200)
    const [received] = sandbox.requests
    expect(Object.keys(received?.headers ?? {}).sort()).not.toEqual(expect.arrayContaining(['x-api-key']))
    expect(JSON.stringify(received?.headers)).not.toMatch(/sk-proj|org-mine|1\.2\.3\.4|cookie|forwarded/)
    const [prompt] = await recordsOf(gateway, answer.headers['ai-record'] ?? '')
    expect(metaOf(prompt)).toMatchObject({ vendorKeyDropped: true })
    sandbox.requests.clear()
  })
})
