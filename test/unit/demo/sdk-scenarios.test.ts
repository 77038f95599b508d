import { createOpenAI } from '@ai-sdk/openai'
import { generateText, isStepCount, tool } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { aiSdkScenarios } from '#test/support/ai-sdk-scenarios.ts'
import { sdkScenarios } from '#test/support/sdk-scenarios.ts'

const models = { text: 'sandbox-large', embedding: 'sandbox-embedding', moderation: 'sandbox-moderation' }
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ apiKey: 'sk-sandbox' })
})
afterAll(() => sandbox.close())

function client(): OpenAI {
  return new OpenAI({ baseURL: `${sandbox.origin}/v1`, apiKey: 'sk-sandbox' })
}

test('the official SDK lists the models', async () => {
  const { data } = await client().models.list()
  expect(data.map((model) => model.id)).toEqual(expect.arrayContaining(Object.values(models)))
})

test.each(sdkScenarios)('the official SDK gets the same each time: $name', async ({ run }) => {
  const result = await run(client(), models)
  expect(result).not.toHaveProperty('unexpected')
  expect(await run(client(), models)).toEqual(result)
})

test.each(aiSdkScenarios)('the Vercel AI SDK gets the same each time: $name', async ({ run }) => {
  const provider = createOpenAI({ baseURL: `${sandbox.origin}/v1`, apiKey: 'sk-sandbox' })
  const result = await run(provider, models.text)
  expect(await run(provider, models.text)).toEqual(result)
})

test('the Vercel AI SDK goes round the tool loop with the vendor’s memory', async () => {
  const provider = createOpenAI({ baseURL: `${sandbox.origin}/v1`, apiKey: 'sk-sandbox' })
  const lookup = tool({ inputSchema: z.object({ query: z.string() }), execute: ({ query }) => `found ${query}` })
  const prompt = '/reason /tool lookup Ross'
  const result = await generateText({
    model: provider.responses('sandbox-large'),
    tools: { lookup },
    stopWhen: isStepCount(3),
    prompt,
  })
  expect(result.text).toBe('The tool lookup answered: "found Ross"')
  expect(sandbox.requests.at(-1)?.body).toContain('item_reference')
})

const prompts = [
  'My number is [US_SSN_1], call me — 🌾.',
  '/refuse this',
  '/code let x',
  '/json x',
  '/long 3 now',
  '/preface /tool * Find "[PERSON_1]"',
  '/filter words that are stopped half-way',
  '/reason think',
  '/echo',
]
const parameters = { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] }
const names = ['lookup', 'notify']

test.each(prompts)('chat: the stream of %j assembles to what the plain call returns', async (content) => {
  const tools = names.map((name) => ({ type: 'function', function: { name, parameters } }) as const)
  const request = { model: 'm', logprobs: true, n: 2, tools, messages: [{ role: 'user', content }] as const }
  const { usage: _, ...whole } = await client().chat.completions.create({ ...request, messages: [...request.messages] })
  const streamed = await client()
    .chat.completions.stream({ ...request, messages: [...request.messages] })
    .finalChatCompletion()
  const facts = ({ index, finish_reason, message, logprobs }: (typeof whole.choices)[number]) => ({
    index,
    finish_reason,
    content: message.content ?? '',
    refusal: message.refusal ?? null,
    calls: (message.tool_calls ?? []).map((call) =>
      call.type === 'function' ? [call.id, call.function.name, call.function.arguments] : call,
    ),
    logprobs: { content: logprobs?.content ?? [], refusal: logprobs?.refusal ?? [] },
  })
  expect(streamed.choices.map(facts)).toEqual(whole.choices.map(facts))
  expect(streamed.id).toBe(whole.id)
})

test.each([...prompts, '/commentary /parts 3 a b c d', '/fail x'])(
  'responses: the stream of %j ends in what the plain call returns',
  async (input) => {
    const tools = names.map((name) => ({ type: 'function', name, parameters, strict: false }) as const)
    const include = ['reasoning.encrypted_content' as const]
    const whole = await client().responses.create({ model: 'm', tools, include, input })
    const stream = client().responses.stream({ model: 'm', tools, include, input })
    let sequence = 0
    for await (const event of stream) {
      expect(event.sequence_number).toBe(sequence++)
    }
    const { output: streamed, ...rest } = await stream.finalResponse()
    const { output, ...expected } = whole
    const strip = (items: readonly object[]): unknown =>
      JSON.parse(JSON.stringify(items, (key, value: unknown) => (key.startsWith('parsed') ? undefined : value)))
    expect(strip(streamed)).toEqual(strip(output))
    expect({ ...rest, output_parsed: null }).toEqual({ ...expected, output_parsed: null })
  },
)
