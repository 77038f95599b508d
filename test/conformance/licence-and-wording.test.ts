import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import type { Changeable } from '#test/support/changed-policy.ts'
import { metaOf, recordsOf } from '#test/support/exchange-records.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let folder: string
let upstream: RawUpstream
let gateway: TestGateway
const recordKey = createKeyRing()

/** Two people may use the sandbox. */
function twoSeats(policy: Changeable<PolicySet>): void {
  const sandbox = policy.systems.find(({ id }) => id === 'sandbox')!
  sandbox.licence = { contract: 'C-1', seats: 2, owner: 'contract manager', expires: '2035-12-31', clauses: ['MS-04'] }
}

const start = () => startGateway({ upstream: upstream.origin, folder, app: { recordKey }, changePolicy: twoSeats })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statehouse-'))
  upstream = await startRawUpstream((_request, reply) =>
    reply.json(200, {
      id: 'c',
      object: 'chat.completion',
      created: 1,
      model: 'sandbox-large',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Done.' } }],
    }),
  )
  gateway = await start()
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await rm(folder, { recursive: true, force: true })
})

async function ask(persona: string, content: string, headers: Record<string, string> = {}) {
  const token = await gateway.token(persona)
  await gateway.acknowledge(token)
  const reply = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'general-drafting', messages: [{ role: 'user', content }] }),
  })
  const body = (await reply.json()) as { error?: { code: string; clause: string } }
  return { status: reply.status, error: body.error, record: reply.headers.get('ai-record') }
}

test('a third person finds no seat of a licence for two, and a restart forgets nobody (MS-04)', async () => {
  expect((await ask('employee', 'Hello')).status).toBe(200)
  expect((await ask('employee', 'Hello again')).status).toBe(200)
  expect((await ask('hr', 'Hello')).status).toBe(200)
  const third = { status: 403, error: { code: 'audience_not_granted', clause: 'MS-04' } }
  expect(await ask('auditor', 'Hello')).toMatchObject(third)
  await gateway.close()
  gateway = await start()
  expect(await ask('auditor', 'Hello')).toMatchObject(third)
  expect((await ask('hr', 'Hello')).status).toBe(200)
}, 60_000)

test('wording is flagged in the record, the answer is delivered, and the model’s own words flag nobody (MS-03)', async () => {
  const asked = await ask('employee', 'Let us relax: play hangman with me')
  expect(asked.status).toBe(200)
  const [prompt] = await recordsOf(gateway, asked.record)
  expect(metaOf(prompt)).toMatchObject({
    obliged: ['acceptable-use'],
    flagged: { uses: ['games'], clauses: ['MS-03'] },
  })
  const innocent = await ask('employee', 'Write rules for the gaming commission')
  expect(metaOf((await recordsOf(gateway, innocent.record))[0])['flagged']).toBeUndefined()
  // What is only coached about leaves no trace.
  const partisan = await ask('employee', 'Write a campaign flyer for Smith')
  expect(partisan.status).toBe(200)
  expect(JSON.stringify(metaOf((await recordsOf(gateway, partisan.record))[0]))).not.toContain('partisan')
}, 60_000)
