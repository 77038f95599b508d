import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKeyRing } from '#src/records/key-ring.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway, type TestGatewayOptions } from '#test/support/start-gateway.ts'

let folder: string
let upstream: RawUpstream
let gateway: TestGateway
let options: TestGatewayOptions

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statehouse-'))
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  const row = { id: 'ex-1', name: 'Private data of officers', citation: 'Statute ex-1' }
  options = {
    upstream: upstream.origin,
    folder,
    app: { recordKey: createKeyRing() },
    changePolicy: (policy) => Object.assign(policy, { exemptions: { 'ex-1': row } }),
  }
  gateway = await startGateway(options)
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  await rm(folder, { recursive: true, force: true })
})

async function call(persona: string, method: string, path: string, payload?: object) {
  const answer = await fetch(`${gateway.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  })
  const text = await answer.text()
  // biome-ignore lint/suspicious/noExplicitAny: what the API answered is looked into as it came
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as any }
}

async function say(content: string): Promise<string> {
  const client = await gateway.client('employee')
  const { response } = await client.chat.completions
    .create({ model: 'general-drafting', messages: [{ role: 'user', content }] })
    .withResponse()
  return response.headers.get('ai-record')!
}

const reason = 'asked for in writing'
const ORDER = {
  requester: { name: 'Robin Vance', contact: 'robin@example.org' },
  description: 'Everything about Ana Reyes',
  channel: 'e-mail',
  reason,
}

async function finished(id: string, run: string) {
  for (;;) {
    const { body } = await call('records-officer', 'GET', `requests/${id}/runs/${run}`)
    if (body.status !== 'running') return body
  }
}

test('a request is received, searched for, coded, answered and closed, and each act and look is an entry', {
  tags: ['MS-24', 'MO-06'],
  timeout: 60_000,
}, async () => {
  const named = await say('Write to ana.reyes@example.org, that is Ana Reyes, about the levee')
  await say('The levee is dry')
  const received = await call('records-officer', 'POST', 'requests', ORDER)
  expect(received).toMatchObject({ status: 201, body: { status: 'open', days_left: 7, overdue: false } })
  const { id, number, letters } = received.body
  const letter = await call('attorney', 'GET', `requests/${id}/letters/${letters[0].id}`)
  expect(letter.body.text).toContain('Robin Vance')
  expect(letter.body.text).toContain('Miss. Code 25-61-5')

  const early = await call('records-officer', 'POST', `requests/${id}/runs`, { reason })
  expect(early).toMatchObject({ status: 409, body: { code: 'conflict', clause: 'MO-06' } })
  const person = { id: 'e', accounts: [{ account: `${gateway.issuer}|employee`, reason: 'the directory' }] }
  const plan = { persons: [person], lines: [{ id: 'a', by: ['e'], names: ['Ana Reyes'] }], reason }
  expect(await call('records-officer', 'PUT', `requests/${id}/plan`, plan)).toMatchObject({ status: 200 })
  const begun = await call('records-officer', 'POST', `requests/${id}/runs`, { reason })
  expect(begun).toMatchObject({ status: 202 })
  expect(await finished(id, begun.body.id)).toMatchObject({
    status: 'done',
    percent: 100,
    result: { records: 1, lines: [{ id: 'a', records: 1 }], not_looked_at: { unreadable: [], gone: 0 } },
  })
  const next = await call('records-officer', 'GET', `requests/${id}/next`)
  expect(next.body.record).toMatchObject({ exchange: named, coding: null })
  const coding = { coding: 'exempt', exemptions: ['ex-1'], select: { exchanges: [named] }, reason }
  expect(await call('records-officer', 'POST', `requests/${id}/codings`, coding)).toMatchObject({
    status: 201,
    body: { coded: 1 },
  })
  const listed = await call('auditor', 'GET', `requests/${id}/records`)
  expect(listed.body).toMatchObject({ counts: { records: 1, exempt: 1 }, records: [{ exemptions: ['ex-1'] }] })
  expect((await call('records-officer', 'GET', 'holds')).body.holds).toMatchObject([
    { kind: 'request', matter: `request ${number}`, entries: 2 },
  ])
  const close = { transition: 'close', outcome: 'denied', note: 'All of it is exempt.', exemptions: ['ex-1'], reason }
  const closed = await call('records-officer', 'POST', `requests/${id}/transitions`, close)
  expect(closed).toMatchObject({ status: 201, body: { status: 'closed', outcome: 'denied' } })
  const denial = await call('records-officer', 'GET', `requests/${id}/letters/${closed.body.letters.at(-1).id}`)
  expect(denial.body.text).toContain('Statute ex-1')
  const year = new Date().getFullYear() + 3
  expect((await call('auditor', 'GET', 'requests/denials')).body.denials).toMatchObject([
    { number, letter: closed.body.letters.at(-1).id, kept_at_least_until: expect.stringContaining(String(year)) },
  ])
  expect(await call('supervisor', 'GET', 'requests/denials')).toMatchObject({ status: 403 })
  expect(await call('records-officer', 'POST', `requests/${id}/transitions`, close)).toMatchObject({ status: 409 })

  const actions = (await entriesOf(gateway)).flatMap((entry) =>
    ['admin', 'review', 'access', 'hold'].includes(entry.type) ? [metaOf(entry)['action']] : [],
  )
  expect(actions.filter((action) => /request|hold|uncoded/.test(String(action)))).toEqual([
    'request-receive',
    'show-request-letter',
    'request-plan',
    'request-run',
    'hold-placed',
    'request-found',
    'request-run',
    'show-request-run',
    'next-uncoded-record',
    'request-code',
    'list-request-records',
    'view-holds',
    'request-close',
    'show-request-letter',
  ])
})

test('sealed originals are searched for a request only while it is open', { tags: ['MS-24', 'MO-06'] }, async () => {
  const asked = { query: 'user:employee levee', purpose: 'records-request', reason }
  const search = (request: string) => call('records-officer', 'POST', 'original-searches', { ...asked, request })
  const { body } = await call('records-officer', 'POST', 'requests', ORDER)
  expect(await search('1999-0001')).toMatchObject({ status: 409, body: { code: 'conflict', clause: 'MS-24' } })
  const begun = await search(body.number)
  expect(begun).toMatchObject({ status: 202 })
  await expect
    .poll(async () => (await call('records-officer', 'GET', `original-searches/${begun.body.id}`)).body.status)
    .toBe('done')
  await call('records-officer', 'POST', `requests/${body.id}/transitions`, {
    transition: 'withdraw',
    note: 'n',
    reason,
  })
  expect(await search(body.number)).toMatchObject({ status: 409 })
})

test.each([
  ['a field of another transition', { transition: 'paid', question: 'x', reason }, 400],
  ['no reason', { transition: 'withdraw', note: 'n' }, 400],
  ['no such transition', { transition: 'reopen', reason }, 400],
  ['a day that is none', { transition: 'extend', until: '2027-02-30', cause: 'c', place: 'p', reason }, 400],
  ['an exemption that isn’t there', { transition: 'deny', exemptions: ['none'], explanation: 'e', reason }, 400],
  ['a step that its state doesn’t allow', { transition: 'clarified', answer: 'a', reason }, 409],
])('%s is refused', async (_what, payload, status) => {
  const { body } = await call('records-officer', 'POST', 'requests', ORDER)
  const refused = await call('records-officer', 'POST', `requests/${body.id}/transitions`, payload)
  expect(refused).toMatchObject({ status, body: { code: status === 409 ? 'conflict' : 'malformed_body' } })
  expect((await call('records-officer', 'GET', `requests/${body.id}`)).body).toMatchObject({ status: 'open' })
})

test.each([
  ['employee', 'POST', 'requests', ORDER],
  ['auditor', 'POST', 'requests', ORDER],
  ['supervisor', 'GET', 'requests', undefined],
  ['hr', 'GET', 'requests', undefined],
])('%s: %s %s is not theirs', async (persona, method, path, payload) => {
  expect(await call(persona, method, path, payload)).toMatchObject({
    status: 403,
    body: { code: 'audience_not_granted' },
  })
})

test('a request can’t have been received in the future', async () => {
  const received_at = new Date(Date.now() + 3_600_000).toISOString()
  expect(await call('records-officer', 'POST', 'requests', { ...ORDER, received_at })).toMatchObject({ status: 400 })
})

test('without a law of its own a gateway takes in no request', async () => {
  const other = await startGateway({
    upstream: upstream.origin,
    changePolicy: (policy) => {
      policy.recordsRequests = null
    },
  })
  const answer = await fetch(`${other.url}/api/v1/requests`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await other.token('records-officer')}`, 'content-type': 'application/json' },
    body: JSON.stringify(ORDER),
  })
  expect([answer.status, ((await answer.json()) as { next: string }).next]).toEqual([
    409,
    'Add records-requests.yaml to the profile.',
  ])
  await other.close()
})

test('after a restart a request is what it was, its number isn’t given again, and the log says that it is overdue', async () => {
  const received_at = '2026-01-05T15:00:00Z'
  const { body } = await call('records-officer', 'POST', 'requests', { ...ORDER, received_at })
  expect(body).toMatchObject({ due_on: '2026-01-14', overdue: true, past_limit: true })
  await gateway.close()
  gateway = await startGateway(options)
  await expect.poll(() => gateway.logLines.join('')).toContain('requests.overdue')
  expect(gateway.logLines.join('')).not.toContain('Robin Vance')
  expect((await call('records-officer', 'GET', `requests/${body.id}`)).body).toMatchObject({
    number: body.number,
    requester: ORDER.requester,
    description: ORDER.description,
  })
  const later = await call('records-officer', 'POST', 'requests', ORDER)
  expect(Number(later.body.number.slice(5))).toBe(Number(body.number.slice(5)) + 1)
})
