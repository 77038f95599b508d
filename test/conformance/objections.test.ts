import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
let record: string

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin })
  const client = await gateway.client('employee')
  const messages = [{ role: 'user' as const, content: 'Order claim 104422 for the storeroom' }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  record = response.headers.get('ai-record')!
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function call(
  persona: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${gateway.url}/api/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const listed = async (persona: string): Promise<Record<string, unknown>[]> =>
  (await call(persona, 'objections')).body['objections'] as Record<string, unknown>[]

test('who wrote it says that it is no personal data, the owner of the rules decides, and the case is labelled', {
  tags: ['MS-29', 'MS-47'],
}, async () => {
  const said = { record, entity: 'unemployment_claim', reason: 'It is the number of a requisition.' }
  // Somebody else's record isn't there, nor is a kind that wasn't found.
  expect((await call('contractor', 'objections', said)).status).toBe(404)
  const wrong = await call('employee', 'objections', { ...said, entity: 'us_ssn' })
  expect([wrong.status, wrong.body['next']]).toEqual([400, 'Name what was: unemployment_claim.'])

  const first = await call('employee', 'objections', said)
  expect(first).toMatchObject({ status: 201, body: { exchange: record, entity: 'unemployment_claim', decision: null } })
  expect(first.body['engine']).toMatch(/^\d+-[0-9a-f]{8}$/)
  expect((await call('employee', 'objections', said)).status).toBe(200)

  const id = first.body['id'] as string
  expect(await listed('contractor')).toEqual([])
  expect((await listed('privacy-officer')).map((row) => row['id'])).toEqual([id])
  expect(JSON.stringify(await listed('privacy-officer'))).not.toContain('104422')

  const decision = { label: 'not_personal', note: 'Requisitions are now a case of the rule.' }
  expect((await call('contractor', `objections/${id}/decisions`, decision)).status).toBe(404)
  expect((await call('employee', `objections/${id}/decisions`, decision)).status).toBe(403)
  expect((await call('privacy-officer', `objections/${id}/decisions`, decision)).status).toBe(201)
  expect((await listed('employee'))[0]).toMatchObject({ id, decision: { label: 'not_personal', note: decision.note } })
  // What is decided stays decided.
  const again = await call('privacy-officer', `objections/${id}/decisions`, { ...decision, label: 'personal' })
  expect(again).toMatchObject({ status: 200, body: { decision: { label: 'not_personal' } } })
})
