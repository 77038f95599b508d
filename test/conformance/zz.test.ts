import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { startSandbox } from '#src/demo/sandbox/server.ts'
import { sdkScenarios } from '#test/support/sdk-scenarios.ts'
import { startGateway } from '#test/support/start-gateway.ts'
test('x', async () => {
  const sandbox = await startSandbox({})
  const gateway = await startGateway({ upstream: sandbox.origin })
  const direct = new OpenAI({ baseURL: `${sandbox.origin}/v1`, apiKey: 'x', maxRetries: 0 })
  const c = await gateway.client()
  const { run } = sdkScenarios.find(s => s.name.includes('sent back encrypted'))!
  await run(direct, { text: 'sandbox-large', embedding: '', moderation: '' })
  await run(c, { text: 'general-drafting', embedding: '', moderation: '' })
  console.log(sandbox.requests[1].body)
  console.log(sandbox.requests[3].body)
  await gateway.close(); await sandbox.close()
})
