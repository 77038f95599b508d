import { createOpenAI } from '@ai-sdk/openai'
import { generateText, isStepCount, tool } from 'ai'
import type OpenAI from 'openai'
import { APIError } from 'openai'
import { toResponseInputItems } from 'openai/lib/responses/ResponseInputItems'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { recordsOf, withEdits } from '#test/support/exchange-records.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'
import { LABEL } from '#test/support/ungoverned.ts'

const model = 'general-drafting'
let sandbox: Sandbox
let gateway: TestGateway
let employee: OpenAI
let contractor: OpenAI

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({ upstream: sandbox.origin })
  employee = await gateway.client('employee')
  contractor = await gateway.client('contractor')
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})
beforeEach(() => sandbox.requests.clear())

type Item = OpenAI.Responses.ResponseInputItem
const user = (content: string): Item => ({ role: 'user', content })
const reference = (id: string): Item => ({ type: 'item_reference', id })

function lastInput(): Record<string, unknown>[] {
  return (JSON.parse(sandbox.requests.at(-1)!.body) as { input: Record<string, unknown>[] }).input
}

async function refusalOf(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    await call
  } catch (error) {
    if (error instanceof APIError) return [error.status, error.code]
    throw error
  }
  return 'no refusal'
}

test.each([false, true])(
  'a reference is replaced by the item as it was given to this caller, without its label (streamed: %s)',
  async (stream) => {
    const request = { model, input: 'My address is ann@example.gov.' }
    const first = stream
      ? await employee.responses.stream(request).finalResponse()
      : await employee.responses.create(request)
    const [message] = first.output
    expect(first.output_text.endsWith(LABEL)).toBe(true)
    expect(first.output_text).toContain('ann@example.gov')
    const second = employee.responses.create({
      model,
      input: [user('My address is ann@example.gov.'), reference(message!.id!), user('Go on.')],
    })
    const { response } = await second.withResponse()
    const sent = lastInput()
    expect(sent[1]).toMatchObject({ type: 'message', id: message!.id, role: 'assistant' })
    expect(JSON.stringify(sent[1])).toMatch(/\[EMAIL_ADDRESS_\d+\]/)
    expect(sandbox.requests.at(-1)!.body).not.toMatch(/ann@example\.gov|Made by an AI system|item_reference/)
    const [prompt] = await recordsOf(gateway, response.headers.get('ai-record'))
    expect(withEdits(prompt, 'orig').toString('utf8')).toContain('item_reference')
    expect(prompt?.parts['body']?.toString('utf8')).toBe(sandbox.requests.at(-1)!.body)
  },
)

test('what was given to somebody else, or to nobody, is nothing to refer to', async () => {
  const { output } = await employee.responses.create({ model, input: 'Hello there' })
  sandbox.requests.clear()
  for (const id of [output[0]!.id!, 'msg_0123456789', 'x']) {
    expect(await refusalOf(contractor.responses.create({ model, input: [reference(id), user('Hi')] }))).toEqual([
      400,
      'vendor_memory_off',
    ])
  }
  expect(sandbox.requests).toHaveLength(0)
})

test('the vendor is never told to remember, whatever the client says', { tags: ['MS-57', 'MS-59'] }, async () => {
  await employee.responses.create({ model, store: true, input: 'Hi there' })
  await employee.responses.create({ model, input: 'Hi there' })
  await employee.chat.completions.create({
    model,
    store: true,
    metadata: { a: 'b' },
    messages: [{ role: 'user', content: 'Hi' }],
  })
  const bodies = sandbox.requests.map((request) => JSON.parse(request.body) as { store?: boolean; metadata?: unknown })
  expect(bodies.map(({ store, metadata }) => [store, metadata])).toEqual([
    [false, undefined],
    [false, undefined],
    [false, undefined],
  ])
  for (const more of [{ previous_response_id: 'resp_1' }, { conversation: 'conv_1' }, { prompt: { id: 'pmpt_1' } }]) {
    expect(await refusalOf(employee.responses.create({ model, input: 'x', ...more }))).toEqual([
      400,
      'vendor_memory_off',
    ])
  }
})

test.each([false, true])(
  'encrypted reasoning comes back from the caller it was given to, and from no other (streamed: %s)',
  async (stream) => {
    const settings = { model, store: false, include: ['reasoning.encrypted_content' as const] }
    const question = `/reason Why is bridge ${stream ? 'one' : 'two'} closed?`
    const request = { ...settings, input: [user(question)] }
    const first = stream
      ? await employee.responses.stream(request).finalResponse()
      : await employee.responses.create(request)
    const input = [user(question), ...toResponseInputItems(first.output), user('Go on.')]
    const second = await employee.responses.create({ ...settings, input })
    expect(second.output_text).toContain('Go on.')
    expect(lastInput()).toHaveLength(4)
    sandbox.requests.clear()
    expect(await refusalOf(contractor.responses.create({ ...settings, input }))).toEqual([
      403,
      'content_not_inspectable',
    ])
    const altered = JSON.parse(JSON.stringify(input).replace('gAAAAA', 'gAAAAB')) as Item[]
    expect(await refusalOf(employee.responses.create({ ...settings, input: altered }))).toEqual([
      403,
      'content_not_inspectable',
    ])
    expect(sandbox.requests).toHaveLength(0)
  },
)

test('the Vercel AI SDK goes round the tool loop with references, as it does by default', async () => {
  const provider = createOpenAI({ baseURL: `${gateway.url}/v1`, apiKey: String(employee.apiKey) })
  const lookup = tool({ inputSchema: z.object({ query: z.string() }), execute: ({ query }) => `found ${query}` })
  const result = await generateText({
    model: provider.responses(model),
    tools: { lookup },
    stopWhen: isStepCount(3),
    prompt: '/tool lookup Ross',
  })
  expect(result.text).toBe(`The tool lookup answered: "found Ross"${LABEL}`)
  expect(sandbox.requests.at(-1)!.body).not.toContain('item_reference')
})
