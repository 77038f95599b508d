import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { REVISIT } from '#src/oversight/revisits/revisit-row.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { chatQuestion, entriesOf, metaOf } from '#test/support/asking.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { dropFolder, makeFolder } from '#test/support/record-store.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const folder = makeFolder()
const recordKey = createKeyRing()
let upstream: RawUpstream
let gateway: TestGateway
let key: string
const asked: string[] = []
let unkept: string

/** The same log; `days` ahead the gateway finds the period over by itself. */
const start = (days = 0) =>
  startGateway({
    upstream: upstream.origin,
    folder,
    app: { recordKey, clock: { now: () => Date.now() + days * 86_400_000 } },
  })

async function api(who: string, method: string, path: string, body?: object) {
  const answer = await fetch(`${gateway.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(who)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const record = answer.headers.get('ai-record')
  return { status: answer.status, record, body: (await answer.json()) as Record<string, unknown> }
}

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('At eight.')))
  gateway = await start()
  await gateway.acknowledge(await gateway.token('employee'))
  for (let at = 0; at < 3; at++) {
    const { record } = await api(
      'employee',
      'POST',
      '/v1/chat/completions',
      chatQuestion('When is the meeting?', false),
    )
    asked.push(record!)
  }
  await gateway.acknowledge(await gateway.token('supervisor'))
  const where = chatQuestion('Where is the meeting?', false)
  unkept = (await api('supervisor', 'POST', '/v1/chat/completions', where)).record!
  const review = { exchange: asked[0]!, checked: ['facts'], result: 'as-is' }
  expect((await api('employee', 'POST', '/api/v1/reviews', review)).status).toBe(201)
  const me = (await api('employee', 'GET', '/api/v1/me')).body
  key = `${String(me['issuer'])}|${String(me['subject'])}`
  await gateway.close()
  gateway = await start(28)
  await vi.waitUntil(async () => (await gateway.app.store.stateOf(REVISIT, key)) !== undefined)
  await gateway.close()
  gateway = await start()
}, 60_000)
afterAll(async () => {
  await gateway?.close()
  await upstream?.close()
  dropFolder(folder)
})

test('once a period is over, whoever kept an answer is asked by the gateway whether it is still right, and what they say is an entry [MS-62]', {
  timeout: 60_000,
}, async () => {
  const { revisit, findings } = (await api('employee', 'GET', '/api/v1/revisits')).body as {
    revisit: { number: string; answers: { exchange: string }[] }
    findings: string[]
  }
  // The other two weren’t kept.
  expect(revisit).toMatchObject({ drawn_from: 'kept', of: 1, answers: [{ exchange: asked[0], result: null }] })
  expect(findings).toContain('outdated')
  expect((await api('contractor', 'GET', '/api/v1/revisits')).body['revisit']).toBeNull()
  const say = (who: string, body: object) => api(who, 'POST', `/api/v1/revisits/${revisit.number}/answers`, body)
  const said = { exchange: asked[0], result: 'change', finding: 'outdated', note: 'A secret persimmon' }
  expect((await say('contractor', said)).status).toBe(404)
  expect((await say('employee', { ...said, exchange: asked[1] })).status).toBe(404)
  expect((await say('employee', { ...said, finding: null })).status).toBe(400)
  const done = await say('employee', said)
  expect(done).toMatchObject({ status: 201, body: { answers: [{ result: 'change', finding: 'outdated' }] } })
  expect(await say('employee', { ...said, result: 'right' })).toMatchObject({ status: 409, body: { code: 'conflict' } })
  const counts = await api('auditor', 'GET', '/api/v1/reports/revisits')
  // One person’s are nobody’s to count.
  expect(counts.body['units']).toContainEqual({ unit: 'ITS-APPDEV', total: null, part: null })
  expect((await api('employee', 'GET', '/api/v1/reports/revisits')).status).toBe(403)

  const metas = (await entriesOf(gateway)).map(metaOf)
  const acts = metas.filter(({ action }) => ['draw-revisits', 'revisit-answer'].includes(String(action)))
  expect(acts).toMatchObject([
    { by: 'gateway', drawn: [asked[0]], lapsed: 0 },
    { by: { subject: 'employee' }, exchange: asked[0], finding: 'outdated' },
  ])
  expect(JSON.stringify(metas)).not.toContain('persimmon')
  // Nothing follows for them: they ask as before.
  const again = await api('employee', 'POST', '/v1/chat/completions', chatQuestion('When is it?', false))
  expect(again.status).toBe(200)
})

test('whoever kept nothing is asked about any answer of theirs, found in the index, and about nobody else’s [MS-62]', {
  timeout: 60_000,
}, async () => {
  await vi.waitUntil(() => gateway.app.store.health().indexLag === 0)
  // The directory’s clock goes with it: its tokens are of that day.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 28 * 86_400_000 })
  try {
    const { body } = await api('supervisor', 'GET', '/api/v1/revisits')
    expect(body['revisit']).toMatchObject({ drawn_from: 'any', of: 1, answers: [{ exchange: unkept }] })
  } finally {
    vi.useRealTimers()
  }
})
