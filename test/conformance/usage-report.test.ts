import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy(policy) {
      policy.access.privilege.units.push('ITS-OPS')
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function report(persona: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${gateway.url}/api/v1/reports/usage?from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z`, {
    headers: { authorization: `Bearer ${await gateway.token(persona)}` },
  })
  return { status: answer.status, text: await answer.text() }
}

async function say(persona: string, content: string): Promise<void> {
  const client = await gateway.client(persona)
  await client.chat.completions.create({ model: 'general-drafting', messages: [{ role: 'user', content }] })
}

test('the leader of a unit has its numbers and not a word; others have neither, and what is privileged is in none', {
  tags: ['MS-10', 'MO-03', 'MO-19'],
}, async () => {
  await say('employee', 'A quagmire of a question')
  await say('supervisor', 'Another quagmire')
  await say('contractor', 'Of a unit behind the wall')
  await expect
    .poll(async () => JSON.parse((await report('unit-leader')).text), { timeout: 10_000 })
    .toMatchObject({
      unit: 'ITS-APPDEV',
      exchanges: 2,
      counts: { system: [{ value: 'sandbox', count: 2 }], decision: [{ value: 'allow', count: 2 }] },
      lag: 0,
    })
  expect((await report('unit-leader')).text).not.toMatch(/quagmire|employee|ITS-OPS/)
  expect((await report('employee')).status).toBe(403)
  expect((await report('auditor')).status).toBe(403)
})
