import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRawUpstream } from '../support/raw-upstream.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let upstream: Awaited<ReturnType<typeof startRawUpstream>>
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startRawUpstream(() => undefined)
  gateway = await startGateway({ upstream: upstream.origin })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

interface Receipt {
  readonly decision: string
  readonly code?: string
  readonly refusal: { readonly code: string } | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly steps: readonly { readonly rule: string; readonly result: string; readonly at: string | null }[]
  readonly wouldChange: readonly string[] | null
}

async function explain(persona: string, question: object): Promise<Receipt> {
  const answer = await fetch(`${gateway.url}/api/v1/decisions/explain`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await gateway.token(persona)}`, 'content-type': 'application/json' },
    body: JSON.stringify(question),
  })
  return (await answer.json()) as Receipt
}

test('anybody learns beforehand what the policy would answer to them, and each step names its place', async () => {
  const allowed = await explain('employee', { model: 'general-drafting' })
  expect(allowed).toMatchObject({ decision: 'allow', refusal: null, wouldChange: [], facts: { dataClass: 'internal' } })
  for (const { at } of allowed.steps) expect(at).toMatch(/^policies\/.+\.yaml:\d+$/)
})

test('what is told to whoever is refused leads to allow when it is done', async () => {
  const refused = await explain('employee', { model: 'general-drafting', purpose: 'records-request' })
  expect(refused).toMatchObject({ decision: 'refuse', refusal: { code: 'purpose_not_permitted' } })
  const purpose = /AI-Purpose: ([a-z-]+)/.exec(refused.wouldChange![0]!)![1]
  expect(await explain('employee', { model: 'general-drafting', purpose })).toMatchObject({ decision: 'allow' })
})

test('the same steps stand in the refusal itself', async () => {
  const token = await gateway.token('untrained')
  await gateway.acknowledge(token)
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'general-drafting', messages: [{ role: 'user', content: 'Hello' }] }),
  })
  const { error } = (await answer.json()) as { error: { code: string; next: string } }
  expect(error.code).toBe('training_required')
  expect(error.next).toBe((await explain('untrained', { model: 'general-drafting' })).wouldChange![0])
})

test('auditors ask about others, and that is recorded; nobody else does', async () => {
  const principal = {
    issuer: 'demo',
    subjectType: 'guest',
    client: 'statehouse-demo',
    agency: 'MS-ITS',
    unit: 'ITS-HR',
  }
  const question = { model: 'general-drafting', principal }
  expect((await explain('employee', question)).code).toBe('audience_not_granted')
  const before = await gateway.app.store.size()
  expect((await explain('auditor', question)).refusal).toMatchObject({ code: 'audience_not_granted' })
  expect(await gateway.app.store.size()).toBe(before + 1)
})

test('a question that can’t be read says what is wrong with it', async () => {
  expect(await explain('employee', { model: 'general-drafting', declaredClass: 'secret' })).toMatchObject({
    code: 'malformed_body',
  })
})

test('a body that names a key twice is refused: it could be understood in two ways', async () => {
  const answer = await fetch(`${gateway.url}/api/v1/decisions/explain`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await gateway.token('employee')}`, 'content-type': 'application/json' },
    body: '{"model":"general-drafting","mo\\u0064el":"casework"}',
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ code: 'duplicate_key' })
})

test('the report of conformance says of every clause what the command says', async () => {
  const answer = await fetch(`${gateway.url}/api/v1/reports/conformance`, {
    headers: { authorization: `Bearer ${await gateway.token('employee')}` },
  })
  const { clauses } = (await answer.json()) as { clauses: { id: string; status: string }[] }
  expect(clauses.length).toBe(117)
  expect(clauses.find(({ id }) => id === 'MS-34')).toMatchObject({ status: 'pass' })
})
