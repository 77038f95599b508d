import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { freePort } from '#test/support/free-port.ts'
import { type PageVisitor, visitPages } from '#test/support/page-visitor.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
let officer: PageVisitor
/** Where the request is. */
let path: string
beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin, env: { STATEHOUSE_PORT: String(await freePort()) } })
  const client = await gateway.client('employee')
  for (const content of ['A note about the levee', 'Another note about the levee'])
    await client.chat.completions.create({ model: 'general-drafting', messages: [{ role: 'user', content }] })
  officer = await visitPages(gateway, 'records-officer')
  await officer.state()
  await officer.get('/console/requests/new')
  const taken = await officer.post('/console/requests', {
    name: 'Robin Vance',
    description: 'The levee',
    channel: 'letter',
    reason: 'letter of today',
  })
  path = taken.location!
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const ASKED = { question: 'Which months?', reason: 'no dates given' }
const confirmOf = (text: string): string => /name="confirm" value="([0-9a-f]{64})"/.exec(text)![1]!

async function status(): Promise<string> {
  const answer = await fetch(`${gateway.url}/api/v1/requests`, {
    headers: { authorization: `Bearer ${await gateway.token('records-officer')}` },
  })
  return ((await answer.json()) as { requests: { status: string }[] }).requests[0]!.status
}

describe('a step of a request', () => {
  test('is taken only as it was shown: with another letter, or without a look, it is shown again', {
    tags: ['MS-24'],
  }, async () => {
    const step = `${path}/steps/ask-clarification`
    await officer.get(step)
    const first = await officer.post(step, ASKED)
    expect(first.text).toContain('Which months?')
    const confirm = confirmOf(first.text)
    for (const forged of [
      { ...ASKED, question: 'Which years?', confirm },
      { ...ASKED, confirm: '0'.repeat(64) },
    ]) {
      const again = await officer.post(step, forged)
      expect(again.status).toBe(200)
      expect(again.text).toContain('The letter is another one now')
      expect(await status()).toBe('open')
    }
    expect(await officer.post(step, { ...ASKED, confirm })).toMatchObject({ status: 303, location: path })
    expect(await status()).toBe('paused')
    // What was sent once isn’t sent again by the same form.
    expect((await officer.post(step, { ...ASKED, confirm })).text).toContain('while the request is paused')
  })

  test('is nobody’s who only reads, and the request isn’t there for anybody else', { tags: ['MO-04'] }, async () => {
    const auditor = await visitPages(gateway, 'auditor')
    await auditor.state()
    const shown = await auditor.get(path)
    expect(shown.text).toContain('You see how it stands')
    expect(shown.text).not.toContain('/steps/')
    expect((await auditor.get(`${path}/steps/clarified`)).status).toBe(404)
    expect((await auditor.post(`${path}/steps/clarified`, { answer: 'a', reason: 'r' })).status).toBe(403)
    const employee = await visitPages(gateway, 'employee')
    expect((await employee.get(path)).status).toBe(403)
    expect(await status()).toBe('paused')
  })
})

test('a plan with a fault is told with what was typed, and nothing is written', { tags: ['MS-24'] }, async () => {
  await officer.get(`${path}/plan`)
  const refused = await officer.post(`${path}/plan`, { words: '"levee', reason: 'as asked', step: 'write' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('&quot;levee')
  expect((await officer.get(`${path}/plan`)).text).toContain('Nothing is looked for yet')
})

test('an export is its owner’s alone, and ends with the right to search', { tags: ['MS-13', 'MO-04'] }, async () => {
  await officer.get('/console?person=employee')
  const begun = await officer.post('/console/exports', {
    query: 'user:"employee" (type:prompt OR type:blocked)',
    'up-to': '1000000',
    reason: 'the answer',
  })
  const own = begun.location!
  await expect.poll(async () => (await officer.get(own)).text).toContain('manifest.json')
  const rows = await officer.get(`${own}/files/rows.jsonl`)
  expect(rows.text.trim().split('\n').length).toBeGreaterThan(0)
  expect(rows.text).not.toContain('levee')
  expect((await officer.get(`${own}/files/000001-rows.csv`)).status).toBe(409)
  const auditor = await visitPages(gateway, 'auditor')
  await auditor.state()
  expect((await auditor.get(own)).text).toContain('You have no such export.')
  expect((await auditor.get(`${own}/files/rows.csv`)).status).toBe(404)
  expect((await officer.post('/console/exports', { query: 'levee', 'up-to': '9', reason: ' ' })).status).toBe(400)
})
