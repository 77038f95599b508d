import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer, chatText } from '#test/support/answer-events.ts'
import { ask, chatQuestion } from '#test/support/asking.ts'
import { type FakeIssuer, startFakeIssuer } from '#test/support/fake-issuer.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { AUDIENCE, startGateway, type TestGateway } from '#test/support/start-gateway.ts'

/** What each is told grows with how many ask: the long form has two hundred. */
const PEOPLE = process.env['STATEHOUSE_TEST_FULL'] === '1' ? 200 : 60
const SHARED = 'front.desk@example.gov'
const OWN = /p(\d+)@example\.org|601-55(\d)-(\d{4})/g

let issuer: FakeIssuer
let upstream: RawUpstream
let gateway: TestGateway
let tokens: string[]
/** What the model was sent before: it tells everybody what others asked. */
let heard: string[]

beforeAll(async () => {
  heard = []
  issuer = await startFakeIssuer()
  upstream = await startRawUpstream(async ({ body }, reply) => {
    const { stream, messages } = JSON.parse(body.toString('utf8')) as {
      stream?: boolean
      messages: { content: string }[]
    }
    const asked = messages.at(-1)!.content
    const said = [asked, ...heard.slice(-40)].join(' / ')
    heard.push(asked)
    if (stream !== true) return reply.json(200, chatAnswer(said))
    await reply.events([...(said.match(/[^]{1,7}/g) ?? []).map(chatText), 'data: [DONE]\n\n'])
  })
  gateway = await startGateway({
    upstream: upstream.origin,
    values: { ISSUER: issuer.issuer },
    changePolicy(policy) {
      policy.quotas = []
    },
  })
  tokens = await Promise.all(Array.from({ length: PEOPLE }, (_, person) => tokenOf(`person-${person}`)))
  await Promise.all(tokens.map((token) => gateway.acknowledge(token)))
})
afterAll(async () => {
  await gateway.close()
  await Promise.all([upstream.close(), issuer.close()])
})

function tokenOf(subject: string): Promise<string> {
  const now = Math.floor(Date.now() / 1_000)
  return issuer.sign({
    iss: issuer.issuer,
    aud: AUDIENCE,
    sub: subject,
    client_id: 'statehouse-demo',
    jti: crypto.randomUUID(),
    iat: now,
    exp: now + 1_800,
    auth_time: now,
    email: `${subject}@its.ms.gov`,
    subject_type: 'employee',
    department: 'ITS-APPDEV',
    roles: ['staff'],
    training: { 'ai-foundations': '2026-10-01', 'data-classification': '2026-10-01' },
    acr: 'aal2',
  })
}

/** Which people’s values a text holds. */
function peopleIn(text: string): Set<number> {
  return new Set([...text.matchAll(OWN)].map(([, mail, tens, number]) => Number(mail ?? `${tens}${number}`)))
}

test(`${PEOPLE} people at once never get each other’s values, though the model tells everyone what it heard`, {
  tags: ['MS-29'],
}, async () => {
  const answers = await Promise.all(
    tokens.map((token, person) => {
      const phone = `601-550-${String(person).padStart(4, '0')}`
      const text = `Write to p${person}@example.org and ${SHARED}, or call ${phone}.`
      return ask(gateway, token, { body: chatQuestion(text, person % 2 === 0) }).whole()
    }),
  )
  for (const [person, { status, text }] of answers.entries()) {
    expect(status, text).toBe(200)
    // A streamed value comes in pieces.
    const said = text
      .split('\n\n')
      .flatMap((event) => [...event.matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)].map(([, content]) => content))
      .join('')
    expect(peopleIn(said)).toEqual(new Set([person]))
    expect(said).toContain(SHARED)
  }
  const forwarded = upstream.requests.map(({ body }) => body.toString('utf8'))
  expect(forwarded).toHaveLength(PEOPLE)
  for (const body of forwarded) {
    expect(peopleIn(body).size).toBe(0)
    expect(body).not.toContain(SHARED)
  }
  // One value of many people has many placeholders: nobody can find a colleague’s by asking for the same address.
  const second = forwarded.map((body) => [...body.matchAll(/EMAIL_ADDRESS_\d+/g)][1]![0])
  expect(new Set(second).size).toBeGreaterThan(PEOPLE / 2)
})
