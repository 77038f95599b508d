import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type FakeIssuer, startFakeIssuer } from '#test/support/fake-issuer.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
/** A gateway whose policy asks for two people, and whose clock the tests move. */
let strict: TestGateway
let issuer: FakeIssuer
/** What was said to it before the clock was moved. */
let agreedOn: string
let threat: string
let aheadMs = 0
const clock = { now: () => Date.now() + aheadMs }

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  issuer = await startFakeIssuer()
  gateway = await startGateway({ upstream: upstream.origin })
  strict = await startGateway({
    upstream: upstream.origin,
    app: { clock },
    changePolicy(policy) {
      policy.access.parts.orig.reveal!.people = 2
      const demo = policy.issuers.find(({ id }) => id === 'demo')!
      const later = { ...structuredClone(demo), id: 'later', issuer: issuer.issuer, jwksUri: issuer.jwksUri }
      policy.issuers.push(later)
      policy.index.issuers[later.issuer] = later
      policy.units.membership.push({ issuer: later.id, claims: {}, unit: 'ITS-AUDIT', clauses: ['MS-22'] })
      const client = policy.index.clients[`${demo.issuer} statehouse-demo`]!
      policy.index.clients[`${later.issuer} statehouse-demo`] = client
    },
  })
  agreedOn = await say(strict, `Write to ${ADDRESS}`)
  threat = await say(strict, `Threat from ${ADDRESS}`)
})
afterAll(async () => {
  await Promise.all([gateway.close(), strict.close(), issuer.close()])
  await upstream.close()
})

/** A token of this moment, as the moved clock has it. */
function tokenNow(persona: string, roles = ['staff', persona]): Promise<string> {
  const iat = Math.floor(clock.now() / 1000)
  const who = { sub: persona, email: `${persona}@its.ms.gov`, roles, subject_type: 'employee' }
  const how = { client_id: 'statehouse-demo', jti: crypto.randomUUID(), acr: 'aal3' }
  return issuer.sign({ iss: issuer.issuer, aud: 'https://gateway.test', iat, exp: iat + 600, ...who, ...how })
}

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly text: string
}

async function call(at: TestGateway, persona: string, path: string, payload?: object): Promise<Answer> {
  const answer = await fetch(`${at.url}/api/v1/${path}`, {
    method: payload === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${at === strict ? await tokenNow(persona) : await at.token(persona)}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: JSON.parse(text) as Record<string, unknown>, text }
}

async function say(at: TestGateway, content: string): Promise<string> {
  const client = await at.client('employee')
  const messages = [{ role: 'user' as const, content }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  return response.headers.get('ai-record')!
}

const ADDRESS = 'ana.reyes@example.org'
const REQUEST = { part: 'orig', purpose: 'records-request', reason: 'request 2026-14' }

async function looks(at: TestGateway): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  for (let index = 0; index < (await at.app.store.size()); index++) {
    const entry = await at.app.store.entry(index)
    if (entry?.type === 'access') found.push(JSON.parse(entry.parts['meta']!.toString()) as Record<string, unknown>)
  }
  return found
}

test('what was typed is revealed with role, purpose and reason, to the byte, and the entry has all three', {
  tags: ['MS-10', 'MS-24', 'MS-47', 'MO-19'],
}, async () => {
  const exchange = await say(gateway, `Write to ${ADDRESS} – today`)
  const { status, body } = await call(gateway, 'auditor', `records/${exchange}/content`, REQUEST)
  expect(status).toBe(200)
  const [entry] = body['entries'] as { content: string; encoding: string }[]
  expect(JSON.parse(entry!.content)).toMatchObject({ messages: [{ content: `Write to ${ADDRESS} – today` }] })
  expect((await looks(gateway)).at(-1)).toMatchObject({
    action: 'reveal',
    exchange,
    part: 'orig',
    purpose: 'records-request',
    reason: 'request 2026-14',
    by: { subject: 'auditor', roles: expect.arrayContaining(['auditor']) },
  })
})

test('the person has their own without a reason; a colleague is told that there is no such record', async () => {
  const exchange = await say(gateway, `Mine: ${ADDRESS}`)
  expect((await call(gateway, 'employee', `records/${exchange}/content`, { part: 'orig' })).text).toContain(ADDRESS)
  expect((await call(gateway, 'contractor', `records/${exchange}/content`, REQUEST)).status).toBe(404)
  expect((await call(gateway, 'cto', `records/${exchange}/content`, REQUEST)).status).toBe(404)
})

test.each([
  ['no reason', { part: 'orig', purpose: 'audit' }, 400, 'malformed_body'],
  ['a purpose that reveals nothing', { ...REQUEST, purpose: 'summarise' }, 403, 'purpose_not_permitted'],
  ['a purpose of nobody’s', { ...REQUEST, purpose: 'curiosity' }, 403, 'purpose_not_permitted'],
  [
    'somebody else’s reveal',
    { part: 'orig', reveal: '01990000-0000-7000-8000-000000000000' },
    404,
    'route_not_governed',
  ],
])('%s reveals nothing', async (_name, request, status, code) => {
  const exchange = await say(gateway, `Write to ${ADDRESS}`)
  const answer = await call(gateway, 'auditor', `records/${exchange}/content`, request)
  expect(answer).toMatchObject({ status, body: { code } })
  expect(answer.text).not.toContain(ADDRESS)
})

test('a live secret takes two people, though the policy asks for one', { tags: ['MS-26'] }, async () => {
  const exchange = await say(gateway, 'Our key is AKIAIOSFODNN7EXAMPLE and the password: hunter2-Zebra!')
  const answer = await call(gateway, 'auditor', `records/${exchange}/content`, REQUEST)
  expect(answer.status).toBe(202)
  expect(answer.text).not.toMatch(/AKIA|hunter2/)
})

test('where two people are asked for, one waits, another agrees, and then there is an hour', async () => {
  const exchange = agreedOn
  const path = `records/${exchange}/content`
  const asked = await call(strict, 'auditor', path, REQUEST)
  expect([asked.status, asked.text.includes(ADDRESS)]).toEqual([202, false])
  const { reveal } = asked.body as { reveal: string }
  const again = { part: 'orig', reveal }
  expect(await call(strict, 'auditor', path, again)).toMatchObject({ status: 403, body: { code: 'approval_required' } })
  const agree = (persona: string): Promise<Answer> =>
    call(strict, persona, `reveals/${reveal}/approvals`, { reason: 'is covered by the request' })
  expect([(await agree('auditor')).status, (await agree('employee')).status]).toEqual([403, 404])
  const listed = await call(strict, 'records-officer', 'reveals')
  expect(listed.body['reveals']).toMatchObject([{ reveal, status: 'to-approve', exchange }])
  expect((await call(strict, 'employee', 'reveals')).body).toEqual({ reveals: [] })
  expect((await agree('records-officer')).status).toBe(201)
  expect((await agree('attorney')).status).toBe(400)
  expect((await call(strict, 'auditor', path, again)).text).toContain(ADDRESS)
  expect((await call(strict, 'records-officer', path, again)).status).toBe(404)
  aheadMs += 3_600_001
  expect((await call(strict, 'auditor', path, again)).status).toBe(403)
})

test('an emergency is one’s own case: open at once, for its time, and listed until somebody else has reviewed it', {
  tags: ['MS-51', 'MO-19'],
}, async () => {
  const exchange = threat
  const path = `records/${exchange}/content`
  const emergency = { part: 'orig', purpose: 'investigation', reason: 'imminent threat', emergency: { case: 'E-7' } }
  expect((await call(strict, 'auditor', path, emergency)).status).toBe(403)
  const taken = await call(strict, 'security-officer', path, emergency)
  expect([taken.status, taken.text.includes(ADDRESS)]).toEqual([200, true])
  const { reveal } = taken.body as { reveal: string }
  const waiting = async (): Promise<{ status: string; emergency: { reviewBy: string } }> => {
    const { reveals } = (await call(strict, 'records-officer', 'reveals')).body as {
      reveals: { reveal: string; status: string; emergency: { reviewBy: string } }[]
    }
    return reveals.find((one) => one.reveal === reveal)!
  }
  const { status, emergency: listed } = await waiting()
  expect(status).toBe('to-review')
  const due = Date.parse(listed.reviewBy)
  expect(due).toBeGreaterThan(clock.now())
  const review = (persona: string): Promise<Answer> =>
    call(strict, persona, `reveals/${reveal}/reviews`, { finding: 'justified', reason: 'a threat it was' })
  expect((await review('security-officer')).status).toBe(403)
  expect((await call(strict, 'security-officer', path, { part: 'orig', reveal })).status).toBe(200)
  // An auditor sees the record and may not take an emergency: whoever has become one in that hour sees no more of it.
  const moved = await fetch(`${strict.url}/api/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenNow('security-officer', ['staff', 'auditor'])}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ part: 'orig', reveal }),
  })
  expect([moved.status, (await moved.text()).includes(ADDRESS)]).toEqual([403, false])
  aheadMs += 3_600_001
  expect((await call(strict, 'security-officer', path, { part: 'orig', reveal })).status).toBe(403)
  aheadMs += due - clock.now() + 1
  expect((await waiting()).status).toBe('review-overdue')
  expect((await review('records-officer')).status).toBe(201)
  expect((await waiting()).status).toBe('closed')
  expect((await looks(strict)).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['reveal-emergency', 'reveal', 'reveal-review']),
  )
})

test('counsel closes a record: nobody else reads, finds or reveals it from that moment, until it is opened again', {
  tags: ['MS-24', 'MO-06', 'MO-30'],
}, async () => {
  const exchange = await say(gateway, `Privileged quagmire for ${ADDRESS}`)
  const hits = async (persona: string): Promise<number> =>
    (await call(gateway, persona, 'records?q=quagmire')).body['total'] as number
  await expect.poll(() => hits('auditor'), { timeout: 10_000 }).toBe(1)
  const close = { privileged: true, reason: 'advice of counsel' }
  expect((await call(gateway, 'auditor', `records/${exchange}/labels`, close)).status).toBe(404)
  expect((await call(gateway, 'attorney', `records/${exchange}/labels`, close)).body['labels']).toEqual(['privileged'])
  expect(await hits('auditor')).toBe(0)
  expect((await call(gateway, 'auditor', `records/${exchange}`)).status).toBe(404)
  expect((await call(gateway, 'records-officer', `records/${exchange}/content`, REQUEST)).status).toBe(404)
  expect((await call(gateway, 'attorney', `records/${exchange}`)).text).toContain('quagmire')
  await expect.poll(() => hits('attorney'), { timeout: 10_000 }).toBe(1)
  await call(gateway, 'attorney', `records/${exchange}/labels`, { privileged: false, reason: 'waived' })
  await expect.poll(() => hits('auditor'), { timeout: 10_000 }).toBe(1)
})
