import type OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'
import { LABEL } from '#test/support/ungoverned.ts'

const SPANISH =
  '\n\nHecho por un sistema de IA, Sandbox model. Ninguna persona lo ha revisado, salvo que se indique. Usted responde por lo que use.'
const EARLIER = '\n\nWritten with AI. A person must check this before it is used.'
const PUBLIC = /From an AI system of the Mississippi Department/
const MODEL = 'general-drafting'

let sandbox: Sandbox
let gateway: TestGateway
let employee: OpenAI

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({ upstream: sandbox.origin })
  employee = await gateway.client()
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})
beforeEach(() => sandbox.requests.clear())

type Chat = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming
// The helpers’ parameters are the same but for `stream`; their types don’t say so under our strictness.
type Streamed = Parameters<OpenAI['chat']['completions']['stream']>[0]
type StreamedResponse = Parameters<OpenAI['responses']['stream']>[0]
const user = (content: string) => ({ role: 'user', content }) as const

/** What a person reads of an answer, plain and streamed, each label counted. */
async function said(client: OpenAI, content: string, more: Partial<Chat> = {}, headers = {}): Promise<string[]> {
  const request: Chat = { model: MODEL, messages: [user(content)], ...more }
  const whole = await client.chat.completions.create(request, { headers })
  const streamed = await client.chat.completions
    .stream(request as object as Streamed, { headers })
    .finalChatCompletion()
  return [whole, streamed].flatMap(({ choices }) =>
    choices.map(({ message }) => message.content ?? message.refusal ?? ''),
  )
}

async function saidByResponse(
  client: OpenAI,
  input: string,
  more: Partial<OpenAI.Responses.ResponseCreateParamsNonStreaming> = {},
) {
  const request = { model: MODEL, input, ...more }
  const whole = await client.responses.create(request)
  const streamed = await client.responses.stream(request as object as StreamedResponse).finalResponse()
  return [whole, streamed].flatMap(({ output }) =>
    output.flatMap((item) => (item.type === 'message' ? item.content : [])),
  )
}

const labels = (text: string): number => text.split('Made by an AI system').length - 1

describe('chat', () => {
  test('prose carries the label once, at its end, in every choice', { tags: ['MS-33'] }, async () => {
    const texts = await said(employee, 'When is the office open?', { n: 3 })
    expect(texts).toHaveLength(6)
    for (const text of texts) expect([labels(text), text.endsWith(LABEL)]).toEqual([1, true])
  })

  test('so does prose that was cut off by the token limit', async () => {
    for (const text of await said(employee, 'Say much.', { max_tokens: 8 })) expect(text.endsWith(LABEL)).toBe(true)
  })

  const schema = {
    type: 'object',
    properties: { title: { type: 'string' } },
    required: ['title'],
    additionalProperties: false,
  }
  const lookup = { type: 'function', function: { name: 'lookup', parameters: schema } } as const
  test.each<[string, string, Partial<Chat>]>([
    [
      'structured output',
      'x',
      { response_format: { type: 'json_schema', json_schema: { name: 'a', schema, strict: true } } },
    ],
    ['a JSON object', 'x', { response_format: { type: 'json_object' } }],
    ['JSON that nobody asked for', '/json x', {}],
    ['a code fence', '/code x', {}],
    ['a single word', '/echo yes', {}],
    ['XML', '/echo <a><b>1</b></a>', {}],
    ['a table', '/echo a,b\n1,2\n3,4', {}],
    ['a refusal', '/refuse x', {}],
    ['a tool call', '/tool lookup x', { tools: [lookup] }],
    ['a tool call after words', '/preface /tool lookup x', { tools: [lookup] }],
    ['an answer that a filter stopped', '/filter these are several words', {}],
  ])('%s carries none', async (_name, content, more) => {
    for (const text of await said(employee, content, more)) expect(text).not.toContain('Made by an AI system')
  })

  test('in the reader’s language, which the headers name', { tags: ['MS-53'] }, async () => {
    for (const text of await said(employee, 'Hi there', {}, { 'accept-language': 'es-MX, en;q=0.5' })) {
      expect(text.endsWith(SPANISH)).toBe(true)
    }
    const { response } = await employee.chat.completions
      .create({ model: MODEL, messages: [user('Hi there')] }, { headers: { 'accept-language': 'es' } })
      .withResponse()
    expect(response.headers.get('content-language')).toBe('es')
    expect(response.headers.get('ai-disclosure')).toMatch(
      /^mode=ai-originated, model="sandbox-large", provider="Statehouse demo", date=@\d+$/,
    )
  })

  test('a language that has no label gets the first', async () => {
    const { response, data } = await employee.chat.completions
      .create({ model: MODEL, messages: [user('Hi there')] }, { headers: { 'accept-language': 'fr, de' } })
      .withResponse()
    expect(data.choices[0]?.message.content?.endsWith(LABEL)).toBe(true)
    expect(response.headers.get('content-language')).toBe('en')
  })

  test('an app that shows the label itself gets it in the envelope only', async () => {
    const app = await gateway.client('app-benefits')
    for (const text of await said(app, 'When is the office open?')) expect(text).not.toContain('Made by an AI system')
    const answer = (await app.chat.completions.create({
      model: MODEL,
      messages: [user('When is it?')],
    })) as unknown as { ai_disclosure: object }
    expect(answer.ai_disclosure).toMatchObject({ label: 'standard', shown: 'envelope', language: 'en' })
  })

  test('a public chatbot shows its own label and how to reach a person', { tags: ['MS-60', 'MS-33'] }, async () => {
    const app = await gateway.client('app-public')
    for (const text of await said(app, 'When is the office open?')) expect(text).toMatch(PUBLIC)
    const answer = (await app.chat.completions.create({
      model: MODEL,
      messages: [user('When is it?')],
    })) as unknown as { ai_disclosure: object }
    expect(answer.ai_disclosure).toMatchObject({ label: 'public-chat', human_contact: { phone: '+1-601-432-8000' } })
  })
})

describe('the other wires', () => {
  test('a response’s message carries it once, in its last text part', async () => {
    for (const input of ['When is it?', '/parts 3 a b c d', '/commentary Tell me.', '/reason Tell me.']) {
      const parts = await saidByResponse(employee, input)
      const texts = parts.map((part) => (part.type === 'output_text' ? part.text : part.refusal))
      expect(
        texts.filter((text) => text.endsWith(LABEL)),
        input,
      ).toHaveLength(2)
      expect(labels(texts.join('')), input).toBe(2)
    }
  })

  test('a response that is a refusal, code or JSON carries none', async () => {
    for (const input of ['/refuse x', '/code x', '/json x']) {
      expect(JSON.stringify(await saidByResponse(employee, input))).not.toContain('Made by an AI system')
    }
  })

  test('a completion carries it, embeddings and moderations don’t', async () => {
    const { choices } = await employee.completions.create({ model: 'text-completion', prompt: 'Once upon a time' })
    expect(choices[0]?.text.endsWith(LABEL)).toBe(true)
    const embedding = await employee.embeddings.create({ model: 'text-embedding', input: 'road', dimensions: 8 })
    expect(embedding).toMatchObject({ ai_disclosure: { label: 'standard' } })
    expect(embedding.data).toHaveLength(1)
    const moderation = await employee.moderations.create({ model: 'text-moderation', input: 'road' })
    expect(moderation).toMatchObject({ ai_disclosure: { label: 'standard' } })
    const chosen = await employee.moderations.create({ input: 'road' })
    expect(chosen.model).toBe('sandbox-moderation')
  })
})

describe('labels in the history', () => {
  test.each(Object.entries({ English: LABEL, Spanish: SPANISH, 'an earlier wording': EARLIER }))(
    'a label in %s never reaches the model',
    async (_name, label) => {
      await employee.chat.completions.create({
        model: MODEL,
        messages: [user('Hi'), { role: 'assistant', content: `The answer.${label}` }, user('Go on.')],
      })
      await employee.responses.create({
        model: MODEL,
        input: [user('Hi'), { role: 'assistant', content: `The answer.${label}` }, user('Go on.')],
      })
      const bodies = sandbox.requests.map((request) => request.body)
      expect(bodies).toHaveLength(2)
      for (const body of bodies) {
        expect(body).toContain('"The answer."')
        expect(body).not.toContain(JSON.stringify(label.trim()).slice(1, -1))
      }
    },
  )

  test('the public label with its telephone number is taken out whole, and counts as no redaction', async () => {
    const app = await gateway.client('app-public')
    const first = await app.chat.completions.create({ model: MODEL, messages: [user('When is it?')] })
    const messages = [
      user('When is it?'),
      { role: 'assistant', content: first.choices[0]?.message.content ?? '' } as const,
      user('Go on.'),
    ]
    const { response } = await app.chat.completions.create({ model: MODEL, messages }).withResponse()
    expect(response.headers.get('ai-redactions')).toBeNull()
    expect(sandbox.requests.at(-1)?.body).not.toMatch(/an AI system of the|PHONE_NUMBER|\\n\\n"/)
  })

  test('a person’s own words are left as they are, label or not', async () => {
    await employee.chat.completions.create({ model: MODEL, messages: [user(`What does this mean?${LABEL}`)] })
    expect(sandbox.requests.at(-1)?.body).toContain('Made by an AI system')
  })
})
