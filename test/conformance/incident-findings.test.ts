import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { ask, chatQuestion, entriesOf, metaOf } from '#test/support/asking.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

/** Her SSN in base64. */
const ENCODED = 'MjE5LTA5LTk5OTk='

async function incidents(type: string) {
  const answer = await fetch(`${gateway.url}/api/v1/incidents?type=${type}`, {
    headers: { authorization: `Bearer ${await gateway.token('security-officer')}` },
  })
  // biome-ignore lint/suspicious/noExplicitAny: what the API answered is looked into as it came
  return ((await answer.json()) as any).incidents
}

/** Asks for something that the data class refuses, worded another way each time. */
async function refused(persona: string, times: number, headers: Record<string, string> = {}): Promise<number[]> {
  const token = await gateway.token(persona)
  await gateway.acknowledge(token)
  const statuses: number[] = []
  for (let at = 0; at < times; at++) {
    const body = chatQuestion(`Summarise the sealed case, wording ${at}`, false)
    const answer = await ask(gateway, token, { body, headers: { 'ai-data-class': 'confidential', ...headers } }).whole()
    statuses.push(answer.status)
  }
  return statuses
}

test('many refusals of what one person wrote are one incident with its count, which names and refuses nobody', {
  tags: ['MO-21'],
}, async () => {
  expect(new Set(await refused('employee', 9))).toEqual(new Set([403]))
  expect(await incidents('evasion')).toEqual([])
  await refused('employee', 3)
  const [incident, ...more] = await incidents('evasion')
  expect(more).toEqual([])
  expect(incident).toMatchObject({
    source: 'gateway',
    reporter: null,
    subjects: [],
    owner: null,
    suspensions: [],
    hold: expect.any(String),
    found: { about: { kind: 'detection' }, count: 3 },
  })
  expect(incident.evidence).toHaveLength(10)
  // Who looks into the records sees whose they are; the incident says it nowhere.
  expect(JSON.stringify(incident)).not.toContain('employee')
  const token = await gateway.token('employee')
  const fine = await ask(gateway, token, { body: chatQuestion('When is the office open?', false) }).whole()
  expect(fine.status).toBe(200)
  const opened = (await entriesOf(gateway)).filter(({ type }) => type === 'incident')
  expect(opened).toHaveLength(1)
})

test('what is closed and happens again is opened again, once', { tags: ['MS-51'] }, async () => {
  const step = async (asked: object) => {
    const [{ number, version }] = await incidents('evasion')
    const answer = await fetch(`${gateway.url}/api/v1/incidents/${number}/transitions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await gateway.token('security-officer')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ reason: 'looked into it', ...asked, version }),
    })
    expect(answer.status).toBe(201)
  }
  await step({ transition: 'move', to: 'triaged' })
  await step({ transition: 'move', to: 'resolved' })
  const fill = async (field: string) => {
    const [{ number, version }] = await incidents('evasion')
    await fetch(`${gateway.url}/api/v1/incidents/${number}/transitions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await gateway.token('security-officer')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ transition: 'fill', field, value: 'a misunderstanding', version }),
    })
  }
  await fill('finding')
  await fill('resolution')
  await step({ transition: 'close', cause: 'c', fix: 'f', told: false })
  expect(await incidents('evasion')).toEqual([])
  await refused('employee', 2)
  expect(await incidents('evasion')).toMatchObject([{ state: 'reopened', found: { count: 5 } }])
})

test('personal data that was disguised is one incident for a storm of it; it goes on as it would have, and nobody is named', {
  tags: ['MO-21', 'MS-51'],
}, async () => {
  const token = await gateway.token('contractor')
  await gateway.acknowledge(token)
  const say = (text: string, headers: Record<string, string> = {}) =>
    ask(gateway, token, { body: chatQuestion(text, false), headers }).whole()
  const ofDisguise = async () =>
    (await incidents('evasion')).filter(
      ({ found }: { found: { about: { disguises?: string[] } } }) => found.about.disguises,
    )
  const plain = await say('Her SSN is 219-09-9999')
  expect(await ofDisguise()).toEqual([])
  const statuses = new Set<number>()
  for (let at = 0; at < 12; at++) {
    const ssn = ['2 1 9 - 0 9 - 9 9 9 9', '2\u200b19-09-9999', ENCODED][at % 3]!
    statuses.add((await say(`Her SSN is ${ssn}, wording ${at}`)).status)
  }
  // The detector refuses no more than it would of the same value in plain writing.
  expect([...statuses]).toEqual([plain.status])
  const [incident, ...more] = await ofDisguise()
  expect(more).toEqual([])
  expect(incident).toMatchObject({ source: 'gateway', reporter: null, subjects: [], owner: null, suspensions: [] })
  expect(incident.found).toMatchObject({ count: 12 })
  expect(incident.found.about.disguises.toSorted()).toEqual(['encoded', 'invisible-characters', 'spaced-out'])
  expect(JSON.stringify(incident)).not.toContain('contractor')
  // The record of the exchange says which; the value stands nowhere in it.
  const metas = (await entriesOf(gateway)).filter(({ ref }) => incident.evidence.includes(ref)).map(metaOf)
  const named = metas.flatMap(({ coverage }) =>
    Object.entries((coverage as { disguised?: object } | undefined)?.disguised ?? {}),
  )
  expect(new Set(named.map(String))).toEqual(new Set(['spaced-out,1', 'invisible-characters,1', 'encoded,1']))
  expect((await say('And when is the office open?')).status).toBe(200)
  // What the vendor got holds the encoded value no more than the plain one.
  expect(upstream.requests.some(({ body }) => body.toString().includes(ENCODED))).toBe(false)
})
