import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkPack } from '#src/incidents/check-pack.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { createAuthority } from '#test/support/certificates.ts'
import { freePort } from '#test/support/free-port.ts'
import { type MailServer, startMailServer } from '#test/support/mail-server.ts'
import { visitPages } from '#test/support/page-visitor.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'
import { startWebhookReceiver, type WebhookReceiver } from '#test/support/webhook-receiver.ts'

let folder: string
let mail: MailServer
let hook: WebhookReceiver
let gateway: TestGateway
const DAY = 86_400_000
const reason = 'looked into it'

beforeAll(async () => {
  const authority = createAuthority('Agency authority')
  folder = await mkdtemp(join(tmpdir(), 'statehouse-'))
  await writeFile(join(folder, 'ca.pem'), authority.cert)
  mail = await startMailServer(authority.issue())
  hook = await startWebhookReceiver(authority.issue())
  gateway = await start()
  // Whoever accepts the notice is known from then on, with their address and duties.
  for (const who of ['employee', 'supervisor', 'unit-leader', 'hr', 'auditor', 'security-officer'])
    await gateway.acknowledge(await gateway.token(who))
})

const recordKey = createKeyRing()
async function start(): Promise<TestGateway> {
  return await startGateway({
    upstream: 'http://127.0.0.1:10',
    folder,
    app: { recordKey },
    env: {
      STATEHOUSE_CA: join(folder, 'ca.pem'),
      HOOK_SECRET: 'shared secret',
      STATEHOUSE_PORT: String(await freePort()),
    },
    changePolicy(policy) {
      const hears = { secret: 'env:HOOK_SECRET', channels: ['hr'], clauses: ['MS-51'] }
      const sends = { from: 'ai@its.ms.gov', credential: 'none', clauses: ['MS-05'] }
      policy.incidents.connectors = [
        { id: 'mail', kind: 'smtp', host: '127.0.0.1', port: mail.port, security: 'tls', ...sends },
        { id: 'duty-desk', kind: 'webhook', url: hook.url, network: 'loopback', ...hears },
      ]
    },
  })
}
afterAll(async () => {
  await gateway.close()
  await Promise.all([mail.close(), hook.close()])
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
  // biome-ignore lint/suspicious/noExplicitAny: what the API answered is looked into as it came
  return { status: answer.status, body: (await answer.json()) as any }
}
async function reported(more: object = {}): Promise<string> {
  const asked = { type: 'policy-violation', text: 'The persimmon folder', once: crypto.randomUUID(), ...more }
  return (await call('employee', 'POST', 'incidents', asked)).body.number
}
const step = (persona: string, number: string, asked: object) =>
  call(persona, 'POST', `incidents/${number}/transitions`, asked)
const give = (to: string, version: number, more: object = {}) => ({
  ...{ transition: 'give-task', kind: 'statement', title: 'Ask about the quince basket', to, reason, version },
  ...more,
})
const SENT_MS = 50_000
const mailsAbout = (number: string) =>
  mail.mails.filter(({ data }) => data.replaceAll(/=\r?\n/g, '').includes(number)).flatMap(({ to }) => to)
const hooksAbout = (number: string) => hook.received.map(({ body }) => body).filter((body) => body.includes(number))

test('is given with a business day, told without a word of it, done or called off; until then its incident isn’t closed', {
  tags: ['MS-14', 'MO-48'],
  timeout: 150_000,
}, async () => {
  const number = await reported()
  let version = 1
  const take = async (persona: string, asked: object) => {
    const taken = await step(persona, number, { ...asked, version: version++ })
    expect([taken.status, taken.body.title]).toEqual([201, undefined])
    return taken.body
  }
  const given = await take('supervisor', give('unit-leader@its.ms.gov', 0))
  expect(given.tasks).toMatchObject([
    { id: 'T1', kind: 'statement', with: { name: 'unit-leader@its.ms.gov' }, state: 'open', overdue: false },
  ])
  expect(given.tasks[0].due).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  await take('supervisor', give('me', 0, { title: 'Look through the plum files', kind: 'records' }))
  await take('supervisor', give('employee@its.ms.gov', 0, { title: 'Write down what you saw' }))
  await expect
    .poll(() => mailsAbout(number).toSorted(), { timeout: SENT_MS })
    .toEqual([...['employee@its.ms.gov', 'unit-leader@its.ms.gov']])
  for (const { data } of mail.mails) expect(data).not.toMatch(/persimmon|quince|plum|supervisor/i)
  const toWitness = mail.mails.find(({ to }) => to.includes('employee@its.ms.gov'))!.data.replaceAll(/=\r?\n/g, '')
  expect(toWitness).toContain(`/reports/${number}`)

  for (const to of ['triaged', 'resolved']) await take('supervisor', { transition: 'move', to, reason })
  for (const field of ['finding', 'resolution'])
    await take('supervisor', { transition: 'fill', field, value: 'Nothing more' })
  const close = { transition: 'close', cause: 'c', fix: 'f', told: true, reason }
  const size = await gateway.app.store.size()
  expect(await step('supervisor', number, { ...close, version })).toMatchObject({
    status: 409,
    body: { code: 'conflict', title: expect.stringContaining('T1, T2, T3') },
  })
  expect(await gateway.app.store.size()).toBe(size)

  // A witness sees what they are asked, and no other task, at their own report.
  const witness = await visitPages(gateway, 'employee')
  const page = (await witness.get(`/reports/${number}`)).text
  expect(page).toContain('Write down what you saw')
  expect(page).toContain('Witnesses are asked to cooperate')
  expect(page).not.toMatch(/quince|plum/)
  expect((await witness.get('/reports')).text).toContain('You were asked to do something')
  const others = { transition: 'finish-task', task: 'T1', outcome: 'x', version }
  expect((await step('employee', number, others)).status).toBe(403)
  const said = { task: 'T3', 'outcome-T3': 'It was on the table', version: String(version) }
  expect((await witness.post(`/reports/${number}`, said)).status).toBe(303)
  version++
  // Pages show whose turn it is, and do every step by a form.
  const leader = await visitPages(gateway, 'unit-leader')
  expect((await leader.get('/console/incidents')).text).toMatch(/Ask a witness for a statement[\s\S]*You, unit-leader@/)
  const shown = (await leader.get(`/console/incidents/${number}`)).text
  expect(shown).toContain('Ask about the quince basket')
  const done = { act: 'finish-task', task: 'T1', outcome: 'They know nothing', version: String(version++) }
  expect((await leader.post(`/console/incidents/${number}`, done)).status).toBe(303)
  const off = { act: 'cancel-task', task: 'T2', reason: 'The witness said it', version: String(version++) }
  expect((await leader.post(`/console/incidents/${number}`, off)).status).toBe(303)
  const closed = await take('supervisor', close)
  expect(closed).toMatchObject({ state: 'closed' })
  expect(closed.tasks.map(({ state }: { state: string }) => state)).toEqual(['done', 'cancelled', 'done'])

  const { body } = await call('auditor', 'GET', `incidents/${number}/export`)
  const checked = checkPack(body)
  expect([checked.isWhole, new Set(checked.steps.map(({ words }) => words))]).toEqual([true, new Set(['proved'])])
  const metas = (await entriesOf(gateway)).filter(({ type }) => type === 'incident').map(metaOf)
  const tasks = metas.filter(({ incident, action }) => incident === number && String(action).includes('task'))
  expect(tasks.map(({ action, by }) => [action, (by as { subject: string }).subject])).toEqual([
    ...Array(3).fill(['incident-give-task', 'supervisor']),
    ['incident-finish-task', 'employee'],
    ['incident-finish-task', 'unit-leader'],
    ['incident-cancel-task', 'unit-leader'],
  ])
})

test('is given to nobody from whom the incident is hidden, who is told nothing and finds nothing', {
  tags: ['MS-14', 'MO-48'],
}, async () => {
  const number = await reported({ supervisor_involved: true })
  const steps = async () =>
    (await entriesOf(gateway)).map(metaOf).filter(({ incident, action }) => {
      return incident === number && String(action).startsWith('incident-')
    }).length
  for (const to of ['supervisor@its.ms.gov', 'unit-leader@its.ms.gov'])
    expect(await step('hr', number, give(to, 1))).toMatchObject({
      status: 409,
      body: { title: expect.stringContaining('isn’t there for them') },
    })
  expect((await step('hr', number, give('queue:supervisor', 1))).status).toBe(400)
  expect([await steps(), mailsAbout(number)]).toEqual([1, []])
  expect((await step('hr', number, give('queue:hr', 1))).status).toBe(201)
  // To them a task of it is answered as for what isn’t there, and no list names it.
  const absent = 'INC-0000-0000-0000'
  for (const asked of [give('me', 2), { transition: 'finish-task', task: 'T1', outcome: 'x', version: 2 }])
    expect(await step('supervisor', number, asked)).toEqual(await step('supervisor', absent, asked))
  const supervisor = await visitPages(gateway, 'supervisor')
  expect((await supervisor.get('/console/incidents?of=all&closed=yes')).text).not.toContain(number)
  expect(mailsAbout(number)).not.toContain('supervisor@its.ms.gov')
})

test('that is overdue shows wherever it stands, and whoever has it is told again, by mail and webhook', {
  tags: ['MS-14', 'MS-16'],
  timeout: 150_000,
}, async () => {
  const number = await reported({ supervisor_involved: true })
  expect((await step('hr', number, give('queue:hr', 1))).status).toBe(201)
  const told = () => [mailsAbout(number).length, hooksAbout(number).length]
  // The report itself is told to what listens for the queue; who gives a task isn’t told of it.
  await expect.poll(told, { timeout: SENT_MS }).toEqual([0, 2])
  const { tasks } = (await call('hr', 'GET', `incidents/${number}`)).body
  const due = Date.parse(`${tasks[0].due}T18:00:00Z`)
  // Everybody's time, so that tokens are issued at it too.
  vi.useFakeTimers({ toFake: ['Date'], now: due })
  try {
    expect((await call('hr', 'GET', `incidents/${number}`)).body.tasks).toMatchObject([{ overdue: false }])
    vi.setSystemTime(due + DAY)
    // What is overdue is looked for as it starts, and each hour.
    await gateway.close()
    gateway = await start()
    await expect.poll(told, { timeout: SENT_MS }).toEqual([1, 3])
    expect((await call('hr', 'GET', `incidents/${number}`)).body.tasks).toMatchObject([{ overdue: true }])
    const hr = await visitPages(gateway, 'hr')
    for (const path of [`/console/incidents/${number}`, '/console/incidents'])
      expect((await hr.get(path)).text).toMatch(/<strong>[^<]*overdue/)
    expect((await hr.get('/console/incidents?language=es')).text).toContain('atrasada')
  } finally {
    vi.useRealTimers()
  }
  expect(hooksAbout(number).at(-1)).toContain('"incident.task-reminder"')
  for (const said of [...mail.mails.map(({ data }) => data), ...hooksAbout(number)])
    expect(said).not.toMatch(/persimmon|quince|Ask about/i)
})

test('a page about what stands against an act says so, and not that it isn’t allowed', async () => {
  const number = await reported()
  const supervisor = await visitPages(gateway, 'supervisor')
  await supervisor.get(`/console/incidents/${number}`)
  const early = await supervisor.post(`/console/incidents/${number}/evidence`, { reason })
  expect([early.status, early.text.includes('<h1>This can’t be done now</h1>')]).toEqual([409, true])
  expect(early.text).not.toContain('This isn’t allowed')
})
