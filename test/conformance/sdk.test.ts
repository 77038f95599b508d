import { createOpenAI } from '@ai-sdk/openai'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { aiSdkScenarios } from '#test/support/ai-sdk-scenarios.ts'
import { sdkScenarios } from '#test/support/sdk-scenarios.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'
import { isNumbered, ungoverned } from '#test/support/ungoverned.ts'

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
  const got = await run(createOpenAI({ baseURL: `${gateway.url}/v1`, apiKey: governed.apiKey }), ALIASES.text)
  expect(ungoverned(got)).toEqual(ungoverned(expected))
})
