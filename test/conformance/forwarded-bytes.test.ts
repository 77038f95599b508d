import { assert, asyncProperty, constantFrom, record, string } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeUtf8Strict, parseJsonStrict, valueOf } from '#src/core/json-text.ts'
import { wires } from '#src/wires/index.ts'
import { metaOf, recordsOf, withEdits } from '#test/support/exchange-records.ts'
import { type RawHandler, type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { documentsOf } from '#test/support/shape-documents.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const ANSWER = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'sandbox-large',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Write to [EMAIL].' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
}

let answer: RawHandler
let upstream: RawUpstream
let gateway: TestGateway
let token: string

beforeAll(async () => {
  upstream = await startRawUpstream((request, reply) => answer(request, reply))
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy(policy) {
      policy.quotas = []
      for (const system of policy.systems) system.unscannable = 'allow'
    },
  })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function exchange(
  path: string,
  body: string | Uint8Array,
): Promise<{ released: Buffer; record: string; sent: Buffer }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${gateway.url}${path}`, { method: 'POST', headers, body: Buffer.from(body as string) })
  const released = Buffer.from(await response.arrayBuffer())
  return { released, record: response.headers.get('ai-record') ?? '', sent: upstream.requests.at(-1)!.body }
}

const asJson: RawHandler = (_request, reply) => reply.json(200, ANSWER)

test('a body in which nothing changes leaves as the very bytes that came, but for the model', async () => {
  answer = asJson
  const body =
    '{ "messages" : [{"content":"Grüße \\u00e9 \\/ 🌾\\n", "role":"user"}],\r\n\t"model":"general-drafting" , "n":1.0 }'
  const { sent, record } = await exchange('/v1/chat/completions', body)
  expect(sent.toString('utf8')).toBe(body.replace('general-drafting', 'sandbox-large'))
  const [prompt] = await recordsOf(gateway, record)
  expect(prompt?.parts['body']).toEqual(sent)
  expect(withEdits(prompt, 'orig').toString('utf8')).toBe(body)
})

test('for every document of every wire, what is forwarded reads the same in two parsers, and the record leads back to what was sent', {
  tags: ['MS-64'],
}, async () => {
  answer = (_request, reply) => reply.json(400, { error: { message: 'seen', type: 'x', param: null, code: 'seen' } })
  for (const wire of wires) {
    for (const { value } of documentsOf(wire.request)) {
      const body = JSON.stringify(value, (_key, item: unknown) =>
        Array.isArray(item) ? item.filter(isNoReference) : item,
      )
      const before = upstream.requests.length
      const { sent, record } = await exchange(wire.path, body)
      expect(upstream.requests.length, body).toBe(before + 1)
      expect(plain(valueOf(parseJsonStrict(decodeUtf8Strict(sent))))).toEqual(JSON.parse(sent.toString('utf8')))
      const [prompt] = await recordsOf(gateway, record)
      expect(prompt?.parts['body']).toEqual(sent)
      expect(withEdits(prompt, 'orig').toString('utf8')).toBe(body)
    }
  }
})

test('for any texts with identifiers in them, only the identifiers change, and the record gives both bodies back exactly', async () => {
  answer = asJson
  const piece = constantFrom(
    '536-22-8145',
    'ann@example.gov',
    '[EMAIL_ADDRESS_7]',
    '\u0000\u001f"\\',
    '🌾é',
    '601-555-0134',
    ' and ',
  )
  const texts = record({
    before: string({ unit: 'binary' }),
    middle: piece,
    after: string({ unit: 'grapheme' }),
    key: piece,
  })
  await assert(
    asyncProperty(texts, async ({ before, middle, after, key }) => {
      const content = `${before} ${middle} ${after}`
      const document = {
        model: 'general-drafting',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: content },
              { type: 'text', text: after },
            ],
          },
        ],
        metadata: { [key]: content },
        tools: [{ type: 'function', function: { name: 'look', parameters: { [key]: middle, other: before } } }],
      }
      const body = JSON.stringify(document)
      const { sent, record: id, released } = await exchange('/v1/chat/completions', body)
      const forwarded = JSON.parse(sent.toString('utf8')) as Record<string, unknown>
      expect(plain(valueOf(parseJsonStrict(decodeUtf8Strict(sent))))).toEqual(forwarded)
      expect(Object.keys(forwarded)).toEqual(['model', 'messages', 'tools'])
      const [prompt, response] = await recordsOf(gateway, id)
      expect(prompt?.parts['body']).toEqual(sent)
      expect(withEdits(prompt, 'orig').toString('utf8')).toBe(body)
      expect(withEdits(response, 'out')).toEqual(released)
    }),
    { numRuns: 60 },
  )
})

test('metadata is recorded redacted, as typed in the sealed part, and not forwarded', async () => {
  answer = asJson
  const metadata = { ticket: 'SSN 536-22-8145', '536-22-8145': 7, number: 536228145 }
  const body = JSON.stringify({
    metadata,
    model: 'general-drafting',
    messages: [{ role: 'user', content: 'Hi' }],
    store: true,
  })
  const { sent, record } = await exchange('/v1/chat/completions', body)
  expect(JSON.parse(sent.toString('utf8'))).toEqual({
    model: 'sandbox-large',
    messages: [{ role: 'user', content: 'Hi' }],
    store: false,
  })
  const [prompt] = await recordsOf(gateway, record)
  const { recorded } = metaOf(prompt) as { recorded: { metadata: Record<string, unknown> } }
  expect(Object.keys(recorded.metadata)).toHaveLength(3)
  expect(recorded.metadata['ticket']).toMatch(/^SSN \[US_SSN_\d+\]$/)
  expect(recorded.metadata['number']).toMatch(/^\[US_SSN_\d+\]$/)
  expect(prompt?.parts['meta']?.toString('utf8')).not.toMatch(/536-?22-?8145/)
  expect(withEdits(prompt, 'orig').toString('utf8')).toBe(body)
})

test('of an event stream, too, the record gives the exact bytes that the client received', async () => {
  const chunk = (delta: object, finish: string | null): string =>
    `data: ${JSON.stringify({ ...ANSWER, object: 'chat.completion.chunk', usage: null, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
  const said = /\[EMAIL_ADDRESS_\d+\]/
  answer = (request, reply) => {
    const placeholder = said.exec(request.body.toString('utf8'))![0]
    const deltas = [...`Write to ${placeholder} today, or not, as you like.`].map((content) => chunk({ content }, null))
    return reply.events([
      chunk({ role: 'assistant', content: '' }, null),
      ...deltas,
      chunk({}, 'stop'),
      'data: [DONE]\n\n',
    ])
  }
  const messages = [{ role: 'user', content: 'Mail ann@example.gov' }]
  const { released, record } = await exchange(
    '/v1/chat/completions',
    JSON.stringify({ model: 'general-drafting', stream: true, messages }),
  )
  const entries = await recordsOf(gateway, record)
  const pieces = entries.filter((entry) => entry.type !== 'prompt')
  expect(Buffer.concat(pieces.map((entry) => withEdits(entry, 'out'))).toString('utf8')).toBe(released.toString('utf8'))
  expect(Buffer.concat(pieces.map((entry) => entry.parts['body']!)).toString('utf8')).not.toContain('ann@example.gov')
  const text = released
    .toString('utf8')
    .split('\n\n')
    .flatMap((event) =>
      event.startsWith('data: {')
        ? [JSON.parse(event.slice(6)) as typeof ANSWER & { choices: { delta: { content?: string } }[] }]
        : [],
    )
  expect(text.map((event) => event.choices[0]?.delta.content ?? '').join('')).toContain(
    'Write to ann@example.gov today',
  )
})

function isNoReference(item: unknown): boolean {
  return !(typeof item === 'object' && item !== null && 'type' in item && item.type === 'item_reference')
}

/** Without the null prototypes of the strict parser's objects. */
function plain(value: unknown): unknown {
  return structuredClone(value)
}
