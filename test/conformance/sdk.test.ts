import { createOpenAI } from '@ai-sdk/openai'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { aiSdkScenarios } from '#test/support/ai-sdk-scenarios.ts'
import { sdkScenarios } from '#test/support/sdk-scenarios.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'
import { isNumbered, LABEL, ungoverned } from '#test/support/ungoverned.ts'

const KEY = 'sk-upstream-secret'
const VENDOR_MODELS = { text: 'sandbox-large', embedding: 'sandbox-embedding', moderation: 'sandbox-moderation' }
const ALIASES = { text: 'general-drafting', embedding: 'text-embedding', moderation: 'text-moderation' }

let sandbox: Sandbox
let gateway: TestGateway
let direct: OpenAI
let governed: OpenAI

beforeAll(async () => {
  sandbox = await startSandbox({ apiKey: KEY })
  gateway = await startGateway({ upstream: sandbox.origin, values: { SANDBOX_CREDENTIAL: 'env:TEST_UPSTREAM_KEY' } })
  direct = new OpenAI({ baseURL: `${sandbox.origin}/v1`, apiKey: KEY, maxRetries: 0 })
  governed = await gateway.client()
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})

test.each(sdkScenarios)('the official SDK gets what it gets from the vendor: $name', async ({ run }) => {
  const expected = await run(direct, VENDOR_MODELS)
  const got = await run(governed, ALIASES)
  expect(isNumbered(got)).toBe(true)
  expect(ungoverned(got)).toEqual(ungoverned(expected))
  expect(got).not.toHaveProperty('unexpected')
})

test.each(aiSdkScenarios)('the Vercel AI SDK gets what it gets from the vendor: $name', async ({ run }) => {
  const expected = await run(createOpenAI({ baseURL: `${sandbox.origin}/v1`, apiKey: KEY }), VENDOR_MODELS.text)
  const got = await run(createOpenAI({ baseURL: `${gateway.url}/v1`, apiKey: String(governed.apiKey) }), ALIASES.text)
  expect(ungoverned(got)).toEqual(ungoverned(expected))
})

test('an event that nothing had to be changed in leaves as the vendor’s own bytes', { tags: ['MO-08'] }, async () => {
  const request = {
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: 'user', content: '/echo The road is closed for the fair 🌾 “today”.' }],
  }
  const eventsOf = async (origin: string, key: string, model: string): Promise<string[]> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ model, ...request })
    return (await (await fetch(`${origin}/v1/chat/completions`, { method: 'POST', headers, body })).text()).split(
      '\n\n',
    )
  }
  const vendor = await eventsOf(sandbox.origin, KEY, VENDOR_MODELS.text)
  const released = await eventsOf(gateway.url, String(governed.apiKey), ALIASES.text)
  const added = released.filter((event) => !vendor.includes(event))
  // The label, and the last event, which carries the disclosure.
  expect(added).toHaveLength(2)
  expect(released.filter((event) => vendor.includes(event))).toEqual(
    vendor.filter((event) => !event.includes('"usage":{')),
  )
  expect(added[0]).toContain(JSON.stringify(LABEL).slice(1, -1))
  expect(added[1]).toContain('"ai_disclosure":{')
})
