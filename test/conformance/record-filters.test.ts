import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { freePort } from '#test/support/free-port.ts'
import { type PageVisitor, visitPages } from '#test/support/page-visitor.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
/** One with a number of a person in it, one that incidents speak of, one of counsel’s. */
const records = { plain: '', removed: '', told: '' }
/** One that auditors read, and one that names the auditor, so that it isn’t there for them. */
const incidents = { known: '', hidden: '' }
const NOWHERE = 'INC-0000-0000-0000'
const visitors = new Map<string, PageVisitor>()

async function call(persona: string, method: string, path: string, payload?: object) {
  const answer = await fetch(`${gateway.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: what the API answered is looked into as it came
  return { status: answer.status, body: (await answer.json()) as any }
}

async function say(content: string): Promise<string> {
  const client = await gateway.client('employee')
  const messages = [{ role: 'user' as const, content }]
  const { response } = await client.chat.completions.create({ model: 'general-drafting', messages }).withResponse()
  return response.headers.get('ai-record')!
}

const indexed = () => vi.waitUntil(() => gateway.app.store.health().indexLag === 0, { timeout: 30_000 })

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin, env: { STATEHOUSE_PORT: String(await freePort()) } })
  records.plain = await say('levee one')
  records.removed = await say('levee two, write to ana.reyes@example.org')
  records.told = await say('levee three')
  const report = { type: 'policy-violation', text: 'Something is off', record: records.told }
  const reported = async (more: object): Promise<string> =>
    (await call('employee', 'POST', 'incidents', { ...report, ...more })).body.number
  incidents.known = await reported({ once: 'filters-0001' })
  incidents.hidden = await reported({ once: 'filters-0002', concerns: 'auditor@its.ms.gov' })
  for (const persona of ['auditor', 'records-officer']) {
    const visitor = await visitPages(gateway, persona)
    await visitor.get('/notice')
    await visitor.state()
    visitors.set(persona, visitor)
  }
  await indexed()
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function found(persona: string, query: string) {
  const { status, body } = await call(persona, 'GET', `records?q=${encodeURIComponent(query)}`)
  expect([status, body.lag ?? 0]).toEqual([200, expect.any(Number)])
  const refs = (body.hits as { ref: string }[]).map(({ ref }) => ref)
  return [...new Set(refs)].toSorted()
}

test('records are found by the kind of words that were taken out of them', { tags: ['MS-07', 'MS-26'] }, async () => {
  expect(await found('auditor', 'redacted:email_address')).toEqual([records.removed])
  expect(await found('auditor', 'type:prompt NOT redacted:email_address')).toEqual(
    [records.plain, records.told].toSorted(),
  )
  const page = await visitors.get('auditor')!.get('/console?redacted=email_address')
  expect(page.text).toContain('1–1 of 1 records')
  expect(page.text).toContain('Remove Kind of words that were removed: E-mail address')
})

test('records are found by an incident that is there for whoever asks; one that isn’t finds what no incident finds', {
  tags: ['MS-14', 'MO-48', 'MO-04'],
}, async () => {
  expect(await found('auditor', `incident:${incidents.known}`)).toEqual([records.told])
  expect(await found('auditor', `incident:${incidents.known.toLowerCase()} levee`)).toEqual([records.told])
  // Attorneys and records officers have no part in either.
  for (const [persona, number] of [
    ['auditor', incidents.hidden],
    ['attorney', incidents.known],
    ['records-officer', incidents.known],
  ] as const)
    for (const query of ['incident:#', 'levee incident:#', 'type:prompt NOT incident:#']) {
      const [there, nowhere] = [await answer(number), await answer(NOWHERE)]
      expect([persona, query, there]).toEqual([persona, query, nowhere])
      async function answer(value: string) {
        await indexed()
        const { body } = await call(persona, 'GET', `records?q=${encodeURIComponent(query.replace('#', value))}`)
        return { hits: body.hits, total: body.total, scope: body.scope, removed: body.withRemovedWords }
      }
    }
})

test('its page says the same of both, and what is looked for doesn’t tell in the log of looks that there is one', {
  tags: ['MS-14', 'MO-48', 'MS-23'],
}, async () => {
  const auditor = visitors.get('auditor')!
  const page = async (number: string) => {
    await indexed()
    const { text } = await auditor.get(`/console?incident=${number}&q=levee`)
    return /<main[\s\S]*<\/main>/
      .exec(text)![0]
      .replaceAll(number, 'N')
      .replaceAll(/\d{1,2}:\d\d:\d\d/g, 'T')
  }
  const [hidden, nowhere] = [await page(incidents.hidden), await page(NOWHERE)]
  expect(hidden).toBe(nowhere)
  expect(hidden).toContain('Remove Incident (number): N')
  expect(await page(incidents.known)).toContain('1–1 of 1')
  // Somebody to whom it is known searches by it.
  await call('auditor', 'GET', `records?q=incident:${incidents.known}`)
  await found('records-officer', `levee incident:${incidents.hidden}`)
  const looks = (await call('auditor', 'GET', 'access-log?action=search&person=records-officer')).body
  expect(JSON.stringify(looks)).not.toContain(incidents.hidden)
  expect(JSON.stringify(looks)).toContain('levee incident:…')
  const own = (await call('auditor', 'GET', 'access-log?action=search&person=auditor')).body
  expect(JSON.stringify(own)).toContain(incidents.known)
})

test('a search by an incident is saved and exported as it is shown; a hold by one is refused', {
  tags: ['MS-07', 'MS-24', 'MO-10'],
}, async () => {
  const auditor = visitors.get('auditor')!
  const shown = (await auditor.get(`/console?incident=${incidents.known}`)).text
  const query = /name="query" value="([^"]+)"/.exec(shown)![1]!.replaceAll('&quot;', '"')
  const upTo = /name="up-to" value="(\d+)"/.exec(shown)![1]!
  const { location } = await auditor.post('/console/exports', { query, 'up-to': upTo, reason: 'audit' })
  await vi.waitUntil(async () => (await auditor.get(location!)).text.includes('rows.jsonl'), { timeout: 30_000 })
  const rows = (await auditor.get(`${location}/files/rows.jsonl`)).text.trim().split('\n')
  expect(rows.map((row) => JSON.parse(row))).toEqual([expect.objectContaining({ record: records.told })])
  // The record’s page names the export to whoever has it, and to nobody else.
  expect((await auditor.get(`/console/records/${records.told}`)).text).toContain(`href="${location}"`)
  for (const [persona, record] of [
    ['auditor', records.plain],
    ['records-officer', records.told],
  ] as const) {
    const { text } = await visitors.get(persona)!.get(`/console/records/${record}`)
    expect(text).toContain('None')
    expect(text).not.toContain(location!)
  }
  const hold = { matter: 'm', kind: 'litigation', reason: 'r', criteria: { query: `incident:${incidents.known}` } }
  expect(await call('attorney', 'POST', 'holds', hold)).toMatchObject({
    status: 400,
    body: { title: expect.stringContaining('can’t be asked here') },
  })
})

test('records are found by whether a hold keeps them; what only an investigation keeps is on none', {
  tags: ['MO-10', 'MS-24'],
}, async () => {
  const place = async (kind: string, criteria: object) => {
    const { body } = await call('attorney', 'POST', 'holds', { matter: kind, kind, reason: 'r', criteria })
    await vi.waitUntil(async () => (await call('attorney', 'GET', `holds/${body.id}`)).body.gathered, {
      timeout: 30_000,
    })
    await indexed()
  }
  expect(await found('auditor', 'hold:any')).toEqual([])
  await place('investigation', { units: ['ITS-OPS'] })
  expect(await found('auditor', 'hold:any')).toEqual([])
  await place('litigation', { query: 'three' })
  await vi.waitUntil(async () => (await found('auditor', 'hold:any')).length > 0, { timeout: 30_000 })
  expect(await found('auditor', 'hold:any')).toEqual([records.told])
  expect(await found('auditor', 'type:prompt hold:none')).toEqual([records.plain, records.removed].toSorted())
  const page = await visitors.get('auditor')!.get('/console?held=any')
  expect(page.text).toContain('1–1 of 1 records')
  expect(page.text).toContain('Remove On hold: On a hold')
})

test('a record’s page names the productions with it in their scope, to whoever may see them there', {
  tags: ['MS-24', 'MO-04', 'MO-06'],
}, async () => {
  const made = async (method: string, path: string, order: object) =>
    (await call('records-officer', method, path, { reason: 'letter', ...order })).body
  const order = { requester: { name: 'Robin Vance' }, description: 'The levee', channel: 'letter' }
  const { id } = await made('POST', 'requests', order)
  const person = { id: 'e', accounts: [{ account: `${gateway.issuer}|employee`, reason: 'the directory' }] }
  await made('PUT', `requests/${id}/plan`, { persons: [person], lines: [{ id: 'a', by: ['e'], query: 'one' }] })
  const run = await made('POST', `requests/${id}/runs`, {})
  const isDone = async () =>
    (await call('records-officer', 'GET', `requests/${id}/runs/${run.id}`)).body.status === 'done'
  await vi.waitUntil(isDone, { timeout: 30_000 })
  const production = (await made('POST', 'productions', { request: id, mode: 'open-records' })).id
  const link = `href="/console/productions/${production}/records/${records.plain}"`
  const officer = visitors.get('records-officer')!
  const page = async (visitor: PageVisitor, record: string) => (await visitor.get(`/console/records/${record}`)).text
  expect(await page(officer, records.plain)).toContain(link)
  expect(await page(officer, records.told)).not.toContain(link)
  // Auditors have no part in productions, and what counsel closes is hidden from officers there as well.
  expect(await page(visitors.get('auditor')!, records.plain)).not.toContain('/console/productions/')
  await call('attorney', 'POST', `records/${records.plain}/labels`, { privileged: true, reason: 'advice' })
  expect((await officer.get(`/console/records/${records.plain}`)).status).toBe(404)
})
