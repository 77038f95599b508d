import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ apiKey: 'sk-sandbox-0123456789' })
})
afterAll(() => sandbox.close())

async function post(
  path: string,
  body: unknown,
  key = 'sk-sandbox-0123456789',
): Promise<{ status: number; body: Answer }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = { authorization: `Bearer ${key}` }
  const response = await fetch(sandbox.origin + path, { method: 'POST', body: text, headers })
  return { status: response.status, body: (await response.json()) as Answer }
}

interface Answer {
  readonly id: string
  readonly error?: { message: string; type: string; param: string | null; code: string | null }
  readonly output: readonly { readonly id: string; readonly encrypted_content?: string; content: [{ text: string }] }[]
  readonly data: readonly { readonly embedding: number[] | string }[]
}

const messages = [{ role: 'user', content: 'x' }]
const chat = '/v1/chat/completions'

test.each<[string, string, unknown, number, string | null, string | null]>([
  ['not JSON', chat, '{', 400, null, null],
  ['not an object', chat, '[]', 400, null, null],
  ['no model', chat, { messages }, 400, 'model', 'missing_required_parameter'],
  ['no messages', chat, { model: 'm' }, 400, 'messages', 'missing_required_parameter'],
  ['empty messages', chat, { model: 'm', messages: [] }, 400, 'messages', 'empty_array'],
  ['messages of the wrong type', chat, { model: 'm', messages: 'x' }, 400, 'messages', 'invalid_type'],
  ['an unknown role', chat, { model: 'm', messages: [{ role: 'boss' }] }, 400, 'messages[0].role', 'invalid_value'],
  ['an unknown field', chat, { model: 'm', messages, colour: 1 }, 400, 'colour', 'unknown_parameter'],
  ['an inherited field name', chat, { model: 'm', messages, constructor: 1 }, 400, 'constructor', 'unknown_parameter'],
  ['metadata without store', chat, { model: 'm', messages, metadata: { a: 'b' } }, 400, 'metadata', null],
  ['stream_options without stream', chat, { model: 'm', messages, stream_options: {} }, 400, 'stream_options', null],
  [
    'a tool’s result without a call',
    chat,
    { model: 'm', messages: [{ role: 'tool', content: '' }] },
    400,
    'messages.[0].role',
    null,
  ],
  ['a tool choice without tools', chat, { model: 'm', messages, tool_choice: 'required' }, 400, 'tool_choice', null],
  ['no such model', chat, { model: 'no-such-model', messages }, 404, null, 'model_not_found'],
  ['no input', '/v1/responses', { model: 'm' }, 400, null, 'missing_required_parameter'],
  ['input of the wrong type', '/v1/responses', { model: 'm', input: 1 }, 400, 'input', 'invalid_type'],
  [
    'an unknown item type',
    '/v1/responses',
    { model: 'm', input: [{ type: 'thing' }] },
    400,
    'input[0]',
    'invalid_value',
  ],
  [
    'an unknown previous response',
    '/v1/responses',
    { model: 'm', input: 'x', previous_response_id: 'resp_0' },
    400,
    'previous_response_id',
    'previous_response_not_found',
  ],
  [
    'an unknown item reference',
    '/v1/responses',
    { model: 'm', input: [{ type: 'item_reference', id: 'msg_0' }] },
    404,
    'input',
    null,
  ],
  [
    'an unknown reasoning item',
    '/v1/responses',
    { model: 'm', input: [{ type: 'reasoning', id: 'rs_0', summary: [] }] },
    404,
    'input',
    null,
  ],
  [
    'forged reasoning',
    '/v1/responses',
    { model: 'm', input: [{ type: 'reasoning', id: 'rs_0', summary: [], encrypted_content: 'gAAAAA' }] },
    400,
    null,
    'invalid_encrypted_content',
  ],
  [
    'a call’s output without the call',
    '/v1/responses',
    { model: 'm', input: [{ type: 'function_call_output', call_id: 'c', output: '' }] },
    400,
    'input',
    null,
  ],
  ['an empty text to embed', '/v1/embeddings', { model: 'm', input: '' }, 400, 'input', 'invalid_value'],
  [
    'too many dimensions',
    '/v1/embeddings',
    { model: 'm', input: 'x', dimensions: 9999 },
    400,
    'dimensions',
    'invalid_value',
  ],
  ['no prompt', '/v1/completions', { model: 'm' }, 400, 'prompt', 'missing_required_parameter'],
  ['nothing to moderate', '/v1/moderations', { input: [] }, 400, 'input', 'invalid_type'],
  ['another route', '/v1/files', {}, 404, null, null],
])('%s is refused in the vendor’s shape', async (_, path, body, status, param, code) => {
  const answer = await post(path, body)
  expect(answer).toEqual({
    status,
    body: { error: { message: expect.any(String), type: 'invalid_request_error', param, code } },
  })
})

describe('callers', () => {
  test('a wrong key is refused, and part of it repeated as the vendor does', async () => {
    const { status, body } = await post(chat, { model: 'm', messages }, 'sk-wrong-abcdefghij')
    expect(status).toBe(401)
    expect(body.error).toMatchObject({ code: 'invalid_api_key', message: expect.stringContaining('sk-wron*****ghij') })
  })
  test('a missing key is refused', async () => {
    expect((await fetch(`${sandbox.origin}/v1/models`)).status).toBe(401)
  })
  test('a foreign host name is refused', async () => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>()
    request(`${sandbox.origin}/v1/models`, { headers: { host: 'evil.example' } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).end()
    expect(await promise).toBe(421)
  })
})

describe('memory', () => {
  test('a stored response is found again by its id and by its items’ ids', async () => {
    const first = (await post('/v1/responses', { model: 'm', input: '/echo remember me' })).body
    const next = await post('/v1/responses', { model: 'm', input: 'and now', previous_response_id: first.id })
    expect(next.body.output[0]?.content[0].text).toContain('received 3 messages')
    const reference = { type: 'item_reference', id: first.output[0]!.id }
    const referring = await post('/v1/responses', { model: 'm', input: [reference, { role: 'user', content: 'x' }] })
    expect(referring.status).toBe(200)
  })
  test('a response that was not stored is not found', async () => {
    const first = (await post('/v1/responses', { model: 'm', input: 'forget me', store: false })).body
    expect((await post('/v1/responses', { model: 'm', input: 'x', previous_response_id: first.id })).status).toBe(400)
  })
  test('reasoning comes back encrypted without being stored', async () => {
    const settings = { model: 'm', store: false, include: ['reasoning.encrypted_content'] }
    const first = (await post('/v1/responses', { ...settings, input: '/reason why' })).body
    expect(first.output[0]?.encrypted_content).toMatch(/^gAAAAA/)
    const again = await post('/v1/responses', { ...settings, input: [...first.output, { role: 'user', content: 'x' }] })
    expect(again.status).toBe(200)
  })
})

describe('embeddings', () => {
  async function embed(body: object) {
    return (await post('/v1/embeddings', { model: 'm', ...body })).body.data.map(({ embedding }) => embedding)
  }
  test('vectors have length one and depend on the text alone', async () => {
    const [a, b, c] = (await embed({ input: ['one', 'two', 'one'] })) as number[][]
    expect(a).toHaveLength(1536)
    expect(Math.hypot(...a!)).toBeCloseTo(1, 5)
    expect(a).toEqual(c)
    expect(a).not.toEqual(b)
  })
  test('base64 holds the same numbers', async () => {
    const [floats] = await embed({ input: 'one', dimensions: 12 })
    const [encoded] = await embed({ input: 'one', dimensions: 12, encoding_format: 'base64' })
    const bytes = Buffer.from(encoded as string, 'base64')
    expect(Array.from({ length: 12 }, (_, at) => bytes.readFloatLE(at * 4))).toEqual(floats)
  })
  test('token arrays are taken', async () => {
    expect(await embed({ input: [1, 2, 3] })).toHaveLength(1)
    expect(await embed({ input: [[1, 2], [3]] })).toHaveLength(2)
  })
})

test('what arrived is on record, newest last, and can be cleared', async () => {
  sandbox.requests.clear()
  await post('/v1/moderations?x=1', { input: 'fine' })
  expect(sandbox.requests).toHaveLength(1)
  expect(sandbox.requests[0]).toMatchObject({ method: 'POST', url: '/v1/moderations?x=1', body: '{"input":"fine"}' })
  sandbox.requests.clear()
  expect(sandbox.requests).toHaveLength(0)
})
