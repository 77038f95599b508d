import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { CHAT, expectRefusal, GOOD, post, request } from '#test/support/raw-refusals.ts'
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
  [
    'bytes that are no UTF-8',
    Buffer.concat([Buffer.from('{"model":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    'malformed_body',
  ],
  [
    'an overlong encoding',
    Buffer.concat([Buffer.from('{"model":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
    'malformed_body',
  ],
  [
    'a lone surrogate in bytes',
    Buffer.concat([Buffer.from('{"model":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    'malformed_body',
  ],
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

test.each(bodies)('a body with %s is refused', { tags: ['MS-50'] }, async (_name, body, code) => {
  const meta = await expectRefusal(gateway, await sendRaw(gateway.url, ...post(token, body)), 400, code)
  expect(meta).toMatchObject({ received: { bytes: Buffer.byteLength(body) } })
})

describe('bodies that are none of ours to read', () => {
  test('compressed ones', async () => {
    const zipped = gzipSync(GOOD)
    for (const encoding of ['gzip', 'br', 'deflate', 'identity, gzip']) {
      await expectRefusal(
        gateway,
        await sendRaw(gateway.url, ...post(token, zipped, `content-encoding: ${encoding}`)),
        415,
        'media_type_not_governed',
      )
    }
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
  ])('%s', async (type) => {
    await expectRefusal(
      gateway,
      await sendRaw(gateway.url, ...post(token, GOOD, `content-type: ${type}`)),
      415,
      'media_type_not_governed',
    )
  })

  test('one without a type', async () => {
    const headers = [`authorization: Bearer ${token}`, `content-length: ${GOOD.length}`]
    await expectRefusal(
      gateway,
      await sendRaw(gateway.url, ...request(CHAT, headers, GOOD)),
      415,
      'media_type_not_governed',
    )
  })

  test('none at all, and an empty one', async () => {
    await expectRefusal(
      gateway,
      await sendRaw(gateway.url, ...request(CHAT, [`authorization: Bearer ${token}`])),
      400,
      'malformed_body',
    )
    await expectRefusal(gateway, await sendRaw(gateway.url, ...post(token, '')), 400, 'malformed_body')
  })

  test('one longer than the limit, by its own word', async () => {
    const meta = await expectRefusal(
      gateway,
      await sendRaw(gateway.url, ...post(token, GOOD, `content-length: ${11 * 1024 * 1024}`)),
      413,
      'body_too_large',
    )
    expect(meta).toMatchObject({ declaredBytes: 11 * 1024 * 1024 })
  })

  test('one of a gigabyte in chunks: refused at the limit, and no more of it is taken', async () => {
    const { answer, sentBytes } = await floodChunks(1024 ** 3)
    await expectRefusal(gateway, answer, 413, 'body_too_large')
    // The limit, and what stands in the buffers of two sockets.
    expect(sentBytes).toBeLessThan(64 * 1024 * 1024)
  })
})

/** Sends chunks as fast as they are taken until an answer or the end of the connection. */
async function floodChunks(total: number): Promise<{ answer: RawAnswer; sentBytes: number }> {
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  const [head] = post(token, '', 'transfer-encoding: chunked')
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
