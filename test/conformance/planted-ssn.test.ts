import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { wires } from '#src/wires/index.ts'
import type { Wire } from '#src/wires/wire.ts'
import { digitsIn } from '#test/support/identifier-spellings.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { documentsOf, type Position, plant, positionsOf, type ShapeDocument } from '#test/support/shape-documents.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

/** An error of the upstream's own: the answer is not what these tests are about. */
const SEEN = { error: { message: 'seen', type: 'invalid_request_error', param: null, code: 'seen' } }
const SSN = '536-22-8145'
const DIGITS = '536228145'

let upstream: RawUpstream
let gateway: TestGateway
let token: string
let seenBefore: number

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(400, SEEN))
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy(policy) {
      policy.quotas = []
      // What no detector reads is let through, so that it can't be what refuses a request here.
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
beforeEach(() => {
  seenBefore = upstream.requests.length
})

interface Sent {
  readonly status: number
  readonly code: string
  readonly isForwarded: boolean
}

async function send(wire: Wire, body: string): Promise<Sent> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${gateway.url}${wire.path}`, { method: 'POST', headers, body })
  const { error } = (await answer.json()) as { error: { code: string } }
  return { status: answer.status, code: error.code, isForwarded: error.code === 'seen' }
}

/** Bodies that the upstream received in this test. */
function received(): string[] {
  return upstream.requests.slice(seenBefore).map((request) => request.body.toString('utf8'))
}

/**
 * Documents as the generator gives them, without references into records that no test has made, each position once. An
 * encrypted blob is what a policy lets through unread or doesn't (below).
 */
function plantable(wire: Wire): { document: ShapeDocument; position: Position }[] {
  const known = new Set<string>()
  return documentsOf(wire.request).flatMap(({ value }) => {
    const kept = withoutReferences(value)
    const document = { value: kept, positions: positionsOf(kept) }
    const fresh = Object.entries(kept as object).filter(
      ([key, member]) => !known.has(`${key} ${JSON.stringify(member)}`),
    )
    for (const [key, member] of fresh) known.add(`${key} ${JSON.stringify(member)}`)
    const keys = new Set<unknown>(fresh.map(([key]) => key))
    return document.positions
      .filter(({ path, kind }) => keys.has(path[0]) && !(kind === 'string' && path.at(-1) === 'encrypted_content'))
      .map((position) => ({ document, position }))
  })
}

function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isReference(item)).map(withoutReferences)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutReferences(member)]))
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'item_reference'
}

/** Every position has a number of its own, so that what is found upstream tells where it came from. */
function numberOf(index: number): string {
  return `53${String(1 + (index % 9))}${String(10 + (Math.floor(index / 9) % 89))}${String(1000 + (index % 8999))}`
}

describe.each(wires.map((wire) => ({ id: wire.id, wire })))('$id', ({ wire }) => {
  test('every generated document is one that is forwarded', async () => {
    for (const { value } of documentsOf(wire.request)) {
      const sent = await send(wire, JSON.stringify(withoutReferences(value)))
      expect(sent, JSON.stringify(value)).toMatchObject({ isForwarded: true })
    }
  })

  test('an SSN at any string, key or number never reaches the model', {
    tags: ['MS-47', 'MS-29', 'MS-26'],
  }, async () => {
    const all = plantable(wire)
    const planted: { digits: string; at: string }[] = []
    let forwarded = 0
    const work = all.entries()
    const sendAll = async (): Promise<void> => {
      for (const [index, { document, position }] of work) {
        const digits = numberOf(index)
        const text = `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`
        planted.push({ digits, at: `${position.kind} ${position.path.join('.')}` })
        const sent = await send(wire, plant(document, position, position.kind === 'number' ? Number(digits) : text))
        if (sent.isForwarded) forwarded++
        else expect(sent.status, sent.code).toBeLessThan(500)
      }
    }
    await Promise.all(Array.from({ length: 8 }, sendAll))
    const bodies = received()
    expect(bodies).toHaveLength(forwarded)
    const digitsReceived = bodies.map(digitsIn)
    const leaked = planted.filter(({ digits }) => digitsReceived.some((some) => some.includes(digits)))
    expect(leaked).toEqual([])
    // Refusing everything would hold the guarantee and serve nobody.
    expect(forwarded).toBeGreaterThan(0)
  })
})

const chat = (messages: unknown[], more: object = {}): string =>
  JSON.stringify({ model: 'general-drafting', messages, ...more })
const user = (content: unknown): object => ({ role: 'user', content })
const parts = (...texts: string[]): object[] => texts.map((text) => ({ type: 'text', text }))
const inputs = (...texts: string[]): object[] => texts.map((text) => ({ type: 'input_text', text }))
const responses = (input: unknown, more: object = {}): string =>
  JSON.stringify({ model: 'general-drafting', input, ...more })
const call = (args: string): object => ({ id: 'call_1', type: 'function', function: { name: 'look', arguments: args } })
const tool = (fields: object): object => ({ type: 'function', function: { name: 'look', ...fields } })
const paths = Object.fromEntries(wires.map((wire) => [wire.path, wire]))

const redacted: readonly (readonly [name: string, path: string, body: string])[] = [
  ...['developer', 'system', 'user', 'assistant'].map(
    (role) =>
      [`the ${role} role`, '/v1/chat/completions', chat([{ role, content: `SSN ${SSN}` }, user('Hi')])] as const,
  ),
  ['a turn far back', '/v1/chat/completions', chat([user(SSN), { role: 'assistant', content: 'Yes.' }, user('Hi')])],
  ['two parts joined', '/v1/chat/completions', chat([user(parts('My SSN is 536-2', '2-8145, thanks'))])],
  ['nine parts joined', '/v1/chat/completions', chat([user(parts('SSN ', ...DIGITS))])],
  ['a tool’s description', '/v1/chat/completions', chat([user('Hi')], { tools: [tool({ description: SSN })] })],
  [
    'a tool’s schema, at a key and at a value',
    '/v1/chat/completions',
    chat([user('Hi')], { tools: [tool({ parameters: { type: 'object', properties: { [SSN]: { default: SSN } } } })] }),
  ],
  [
    'a number of a schema',
    '/v1/chat/completions',
    chat([user('Hi')], { tools: [tool({ parameters: { enum: [Number(DIGITS)] } })] }),
  ],
  [
    'a number of a schema with an exponent',
    '/v1/chat/completions',
    chat([user('Hi')], { tools: [tool({ parameters: { enum: ['N'] } })] }).replace('"N"', '5.36228145e8'),
  ],
  [
    'arguments of a tool call',
    '/v1/chat/completions',
    chat([user('Hi'), { role: 'assistant', tool_calls: [call(JSON.stringify({ ssn: SSN }))] }]),
  ],
  [
    'a number in the arguments',
    '/v1/chat/completions',
    chat([user('Hi'), { role: 'assistant', tool_calls: [call(`{"ssn":${DIGITS}}`)] }]),
  ],
  [
    'a number with an exponent, or a fraction, in the arguments',
    '/v1/chat/completions',
    chat([user('Hi'), { role: 'assistant', tool_calls: [call('{"a":5.36228145e8,"b":536228145.0,"c":[536228145]}')] }]),
  ],
  [
    'escapes inside the arguments',
    '/v1/chat/completions',
    chat([user('Hi'), { role: 'assistant', tool_calls: [call('{"ssn":"\\u003536-22-\\u00381\\u00345"}')] }]),
  ],
  [
    'a tool’s result',
    '/v1/chat/completions',
    chat([
      user('Hi'),
      { role: 'assistant', tool_calls: [call('{}')] },
      { role: 'tool', tool_call_id: 'call_1', content: JSON.stringify({ ssn: SSN }) },
    ]),
  ],
  ['the metadata', '/v1/chat/completions', chat([user('Hi')], { metadata: { note: SSN, [SSN]: 'x' } })],
  ['the user field', '/v1/chat/completions', chat([user('Hi')], { user: SSN, safety_identifier: DIGITS })],
  ['a stop sequence', '/v1/chat/completions', chat([user('Hi')], { stop: [SSN] })],
  [
    'a field named order',
    '/v1/chat/completions',
    chat([user('Hi')], { tools: [tool({ parameters: { order: SSN } })] }),
  ],
  ['escaped digits', '/v1/chat/completions', chat([user(`SSN ${SSN}`)]).replace('536-', '\\u0035\\u0033\\u0036-')],
  [
    'a key with escaped digits',
    '/v1/chat/completions',
    chat([user('Hi')], { tools: [tool({ parameters: { [SSN]: 1 } })] }).replace('536-', '\\u00353\\u0036-'),
  ],
  ['fullwidth digits', '/v1/chat/completions', chat([user('SSN ５３６－２２－８１４５')])],
  ['Arabic digits', '/v1/chat/completions', chat([user('SSN ٥٣٦-٢٢-٨١٤٥')])],
  [
    'invisible characters between the digits',
    '/v1/chat/completions',
    chat([user('SSN 5\u200b36-2\u200d2-81\u00ad45')]),
  ],
  ['unusual dashes', '/v1/chat/completions', chat([user('SSN 536\u201122\u20138145')])],
  ['the input as a string', '/v1/responses', responses(SSN)],
  ['instructions', '/v1/responses', responses('Hi', { instructions: `The SSN is ${SSN}` })],
  ['input parts joined', '/v1/responses', responses([user(inputs('SSN 536-22-', '8145'))])],
  [
    'a function’s arguments and output',
    '/v1/responses',
    responses([
      { type: 'function_call', call_id: 'call_1', name: 'look', arguments: JSON.stringify({ ssn: SSN }) },
      { type: 'function_call_output', call_id: 'call_1', output: SSN },
    ]),
  ],
  ['metadata of a response', '/v1/responses', responses('Hi', { metadata: { note: SSN } })],
  [
    'a reasoning summary',
    '/v1/responses',
    responses([{ type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: SSN }] }]),
  ],
  ['a text to embed', '/v1/embeddings', JSON.stringify({ model: 'text-embedding', input: SSN })],
  ['one of several texts to embed', '/v1/embeddings', JSON.stringify({ model: 'text-embedding', input: ['a', SSN] })],
  [
    'one of several prompts',
    '/v1/completions',
    JSON.stringify({ model: 'text-completion', prompt: ['a', `b ${SSN}`] }),
  ],
  ['a suffix', '/v1/completions', JSON.stringify({ model: 'text-completion', prompt: 'a', suffix: SSN })],
  ['a text to moderate', '/v1/moderations', JSON.stringify({ input: [{ type: 'text', text: SSN }] })],
]

test.each(redacted)('redacted and forwarded: %s', async (_name, path, body) => {
  expect(await send(paths[path]!, body)).toMatchObject({ isForwarded: true })
  const [forwarded = ''] = received()
  expect(digitsIn(forwarded)).not.toContain(DIGITS)
  // A placeholder's number, and who asks, are drawn by digest and may hold the same digits by chance.
  expect(forwarded.replaceAll(/\[[A-Z_]+_\d{1,4}\]|"u_[0-9a-f]{32}"/g, '')).not.toMatch(/536|8145/)
})

const refused: readonly (readonly [name: string, path: string, body: string, code: string])[] = [
  ['the model', '/v1/chat/completions', chat([user('Hi')], { model: SSN }), 'system_not_approved'],
  [
    'a function’s name',
    '/v1/chat/completions',
    chat([user('Hi')], { tools: [tool({ name: SSN })] }),
    'data_class_not_permitted',
  ],
  [
    'a tool call’s id',
    '/v1/responses',
    responses([{ type: 'function_call_output', call_id: SSN, output: 'x' }]),
    'data_class_not_permitted',
  ],
  ['the seed', '/v1/chat/completions', chat([user('Hi')], { seed: Number(DIGITS) }), 'data_class_not_permitted'],
  [
    'the seed with an exponent',
    '/v1/chat/completions',
    chat([user('Hi')], { seed: 1 }).replace('"seed":1', '"seed":536228145e0'),
    'data_class_not_permitted',
  ],
  [
    'a token’s number',
    '/v1/embeddings',
    JSON.stringify({ model: 'text-embedding', input: [Number(DIGITS)] }),
    'malformed_body',
  ],
  ['a field that nobody governs', '/v1/chat/completions', chat([user('Hi')], { note: SSN }), 'field_not_governed'],
  ['the name of such a field', '/v1/chat/completions', chat([user('Hi')], { [SSN]: 1 }), 'field_not_governed'],
  [
    'the type of an image',
    '/v1/chat/completions',
    chat([user([{ type: 'image_url', image_url: { url: `data:image/${SSN};base64,aGVs` } }])]),
    'field_not_governed',
  ],
  [
    'the address of an image',
    '/v1/chat/completions',
    chat([user([{ type: 'image_url', image_url: { url: `https://x.example/${SSN}.png` } }])]),
    'field_not_governed',
  ],
  ['an item reference', '/v1/responses', responses([{ type: 'item_reference', id: SSN }]), 'vendor_memory_off'],
]

test.each(refused)('refused, with nothing sent: %s', async (_name, path, body, code) => {
  expect(await send(paths[path]!, body)).toMatchObject({ isForwarded: false, code })
  expect(received()).toEqual([])
})
