import { describe, expect, test } from 'vitest'
import { applyEdits, orderEdits } from '#src/core/edits.ts'
import { parseJsonStrict } from '#src/core/json-text.ts'
import { openaiChat } from '#src/wires/openai-chat.ts'
import { openaiCompletions } from '#src/wires/openai-completions.ts'
import { openaiEmbeddings } from '#src/wires/openai-embeddings.ts'
import { openaiModerations } from '#src/wires/openai-moderations.ts'
import { openaiResponses } from '#src/wires/openai-responses.ts'
import { modelEdit, readRequest, splitRecorded } from '#src/wires/read-request.ts'
import type { Wire } from '#src/wires/wire.ts'

const IMAGE = 'data:image/png;base64,iVBORw0KGgo='

function resultOf(wire: Wire, body: unknown, granted: readonly string[] = []) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { text, result: readRequest(wire, text, parseJsonStrict(text), { granted: new Set(granted) }) }
}

function read(wire: Wire, body: unknown, granted?: readonly string[]) {
  const { text, result } = resultOf(wire, body, granted)
  if (result.kind === 'refusal') throw new Error(`${result.refusal.code} ${result.refusal.detail}`)
  return { text, reading: result.reading, forwarded: JSON.parse(applyEdits(text, result.reading.edits)) }
}

function refusal(wire: Wire, body: unknown, granted?: readonly string[]) {
  const { result } = resultOf(wire, body, granted)
  return result.kind === 'refusal' ? [result.refusal.code, result.refusal.detail] : result.kind
}

const chat = (more: object, messages: unknown = [{ role: 'user', content: 'hi' }]) => ({
  model: 'm',
  messages,
  ...more,
})
const response = (more: object, input: unknown = 'hi') => ({ model: 'm', input, ...more })

describe('what is scanned', () => {
  test('adjacent text parts are one run; an image between them keeps them apart', () => {
    const image = { type: 'image_url', image_url: { url: IMAGE } }
    const part = (text: string) => ({ type: 'text', text })
    const { reading } = read(
      openaiChat,
      chat({}, [{ role: 'user', content: [part('a'), part('b'), image, part('c')] }]),
    )
    expect(reading.runs.map((run) => run.map(({ text }) => text))).toEqual([['a', 'b'], ['c']])
    expect(reading.unscannable).toMatchObject([{ path: 'messages[0].content[2].image_url.url', what: 'image' }])
  })

  test('leaves say where they stand, whose they are and what must stay as it is', () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }
    const { reading, text } = read(
      openaiChat,
      chat({}, [
        { role: 'assistant', content: 'before', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_1', content: 'result' },
      ]),
    )
    const leaves = reading.runs.flat().map(({ path, text: said, start, end, label, ...marks }) => {
      expect(JSON.parse(text.slice(start, end))).toBe(said)
      return [path, said, label, marks]
    })
    expect(leaves).toEqual([
      ['messages[0].content', 'before', 'content', { assistant: true }],
      ['messages[0].tool_calls[0].id', 'call_1', 'id', { fixed: true }],
      ['messages[0].tool_calls[0].function.name', 'f', 'name', { fixed: true }],
      ['messages[0].tool_calls[0].function.arguments', '{"a":1}', 'arguments', { json: true }],
      ['messages[1].tool_call_id', 'call_1', 'tool_call_id', { fixed: true }],
      ['messages[1].content', 'result', 'content', {}],
    ])
  })

  test('numbers with enough digits to identify somebody are told, exponents written out', () => {
    const { reading } = read(
      openaiChat,
      '{"model":"m","messages":[],"seed":78051120,"metadata":{"n":[7.8051120e7,12]},"n":2}',
    )
    expect(reading.numbers).toMatchObject([
      { path: 'seed', raw: '78051120', plain: '78051120', open: false },
      { path: 'metadata.n[0]', raw: '7.8051120e7', plain: '78051120', open: true, recorded: true },
    ])
  })

  test('token arrays, files and blobs are unscannable; a blob gives its digest', () => {
    expect(read(openaiEmbeddings, { model: 'm', input: [[1, 2], [3]] }).reading.unscannable).toMatchObject([
      { path: 'input', what: 'tokens' },
    ])
    expect(read(openaiCompletions, { model: 'm', prompt: [1, 2] }).reading.unscannable).toMatchObject([
      { path: 'prompt', what: 'tokens' },
    ])
    const items = [{ type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAAAblob' }]
    expect(read(openaiResponses, response({}, items)).reading.unscannable).toMatchObject([
      { what: 'blob', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
  })
})

describe('what is changed before forwarding', () => {
  test('chat metadata is recorded, not forwarded, wherever it stands', () => {
    for (const body of [
      '{"metadata":{"a":"b"},"model":"m","messages":[]}',
      '{"model":"m", "metadata" : {"a":"b"} ,"messages":[]}',
      '{"model":"m","messages":[] , "metadata":{"a":"b"} }',
    ]) {
      const { reading, forwarded } = read(openaiChat, body)
      expect(forwarded).toEqual({ model: 'm', messages: [] })
      expect(reading.recorded).toEqual({ metadata: { a: 'b' } })
    }
  })

  test('what is redacted in a recorded field is redacted in the recorded value only', () => {
    const { reading, text } = read(
      openaiChat,
      chat({ metadata: { mail: 'a@b.gov' } }, [{ role: 'user', content: 'a@b.gov' }]),
    )
    const edits = reading.runs.flat().map(({ start, end }) => ({ start, end, text: '"[X]"' }))
    const { forwarded, recorded } = splitRecorded(text, reading, edits)
    expect(recorded).toEqual({ metadata: { mail: '[X]' } })
    expect(JSON.parse(applyEdits(text, orderEdits([...reading.edits, ...forwarded])))).toEqual(
      chat({}, [{ role: 'user', content: '[X]' }]),
    )
  })

  test('store is forced off: on Responses always, on chat where it is named', () => {
    expect(read(openaiResponses, response({})).forwarded.store).toBe(false)
    expect(read(openaiResponses, response({ store: true })).forwarded.store).toBe(false)
    expect(read(openaiChat, chat({ store: true })).forwarded.store).toBe(false)
    expect(read(openaiChat, chat({})).forwarded).not.toHaveProperty('store')
  })

  test('usage is asked for in a stream where the client didn’t', () => {
    for (const options of [undefined, null, {}, { include_usage: false }, { include_obfuscation: false }]) {
      const { reading, forwarded } = read(
        openaiChat,
        chat({ stream: true, ...(options !== undefined && { stream_options: options }) }),
      )
      expect(forwarded.stream_options).toEqual({ ...options, include_usage: true })
      expect(reading.facts).toMatchObject({ stream: true, wantsUsage: false })
    }
    const asked = read(openaiChat, chat({ stream: true, stream_options: { include_usage: true } }))
    expect(asked.reading.edits).toEqual([])
    expect(asked.reading.facts.wantsUsage).toBe(true)
    expect(read(openaiChat, chat({})).reading.edits).toEqual([])
  })

  test('the model is replaced, or written where it was absent', () => {
    for (const body of [{ model: 'alias', input: 'x' }, { input: 'x' }]) {
      const { reading, text } = read(openaiModerations, body)
      expect(JSON.parse(applyEdits(text, [modelEdit(reading, 'omni')]))).toEqual({ model: 'omni', input: 'x' })
    }
  })

  test('who asks is told apart from text', () => {
    const { reading } = read(
      openaiResponses,
      response({ user: 'ann', safety_identifier: 'bob', prompt_cache_key: 'k' }),
    )
    expect(reading.userFields.map(({ value }) => value)).toEqual(['ann', 'bob', 'k'])
  })

  test('a reference into vendor memory is left to our own records', () => {
    const item = { type: 'item_reference', id: 'msg_1' }
    const { reading, text } = read(openaiResponses, response({}, [item, { role: 'user', content: 'x' }]))
    expect(reading.itemReferences.map(({ id, start, end }) => [id, text.slice(start, end)])).toEqual([
      ['msg_1', JSON.stringify(item)],
    ])
  })

  test('structured output is known from the format', () => {
    const format = { type: 'json_schema', name: 'n', schema: {} }
    expect(read(openaiResponses, response({ text: { format } })).reading.facts.structured).toBe(true)
    expect(read(openaiResponses, response({ text: { format: { type: 'text' } } })).reading.facts.structured).toBe(false)
    expect(read(openaiChat, chat({ response_format: { type: 'json_object' } })).reading.facts.structured).toBe(true)
  })
})

describe('what is refused', () => {
  test.each([
    ['an unknown field', openaiChat, chat({ surprise: 1 }), ['field_not_governed', 'surprise']],
    [
      'a deep one',
      openaiChat,
      chat({}, [{ role: 'user', content: [{ type: 'text', text: 'a', x: 1 }] }]),
      ['field_not_governed', 'messages[0].content[0].x'],
    ],
    [
      'a key that isn’t a field’s, without saying it',
      openaiChat,
      chat({ '078-05-1120': 1 }),
      ['field_not_governed', '*'],
    ],
    ['a wrong type', openaiChat, chat({ temperature: 'hot' }), ['malformed_body', 'temperature']],
    ['a number out of bounds', openaiChat, chat({ n: 1000 }), ['malformed_body', 'n']],
    [
      'an unknown role',
      openaiChat,
      chat({}, [{ role: 'root', content: 'x' }]),
      ['field_not_governed', 'messages[0].role'],
    ],
    ['nothing to answer', openaiChat, { model: 'm' }, ['malformed_body', 'messages']],
    [
      'a name that isn’t one',
      openaiChat,
      chat({}, [{ role: 'tool', tool_call_id: 'a b', content: 'x' }]),
      ['malformed_body', 'messages[0].tool_call_id'],
    ],
    [
      'a remote image',
      openaiChat,
      chat({}, [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x.test/a.png' } }] }]),
      ['field_not_governed', 'messages[0].content[0].image_url.url'],
    ],
    [
      'a stored file',
      openaiResponses,
      response({}, [{ role: 'user', content: [{ type: 'input_file', file_id: 'file_1' }] }]),
      ['vendor_memory_off', 'input[0].content[0].file_id'],
    ],
    [
      'an earlier response',
      openaiResponses,
      response({ previous_response_id: 'resp_1' }),
      ['vendor_memory_off', 'previous_response_id'],
    ],
    ['a conversation', openaiResponses, response({ conversation: { id: 'c' } }), ['vendor_memory_off', 'conversation']],
    ['a stored prompt', openaiResponses, response({ prompt: { id: 'p' } }), ['vendor_memory_off', 'prompt']],
    ['work in the background', openaiResponses, response({ background: true }), ['field_not_governed', 'background']],
    [
      'a vendor-side tool',
      openaiResponses,
      response({ tools: [{ type: 'web_search' }] }),
      ['field_not_governed', 'tools[0].type'],
    ],
    [
      'an item of one',
      openaiResponses,
      response({}, [{ type: 'mcp_call', id: 'x' }]),
      ['field_not_governed', 'input[0].type'],
    ],
    [
      'a day-long cache',
      openaiChat,
      chat({ prompt_cache_retention: '24h' }),
      ['vendor_memory_off', 'prompt_cache_retention'],
    ],
    ['tokens mixed with text', openaiEmbeddings, { model: 'm', input: [1, 'x'] }, ['malformed_body', 'input']],
    ['a document that is no object', openaiChat, '[]', ['malformed_body', 'the document must be an object']],
  ] as const)('%s', (_, wire, body, expected) => {
    expect(refusal(wire, body)).toEqual(expected)
  })

  test('unless the catalog grants it by name: then it is scanned as open JSON', () => {
    const tool = { type: 'web_search', user_location: { city: 'Jackson' } }
    const { reading } = read(
      openaiResponses,
      response({ tools: [tool], previous_response_id: 'resp_1', background: false }),
      ['tools.web_search', 'previous_response_id'],
    )
    expect(reading.facts.fields).toEqual(['tools.web_search', 'previous_response_id'])
    expect(reading.runs.flat().map(({ text }) => text)).toEqual(expect.arrayContaining(['Jackson', 'resp_1']))
    const url = 'https://x.test/a.png'
    const image = chat({}, [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }])
    expect(read(openaiChat, image, ['messages.content.image_url.url']).reading.unscannable).toMatchObject([
      { what: 'image' },
    ])
  })
})
